/** A body can hold megabytes of oddities; the first ones tell enough. */
const MOST_WARNINGS = 20;

export interface UnreadFields {
	readonly body: ReadonlySet<string>;
	readonly data: ReadonlySet<string>;
	readonly visitorInfo: ReadonlySet<string>;
}

/** Most bodies need no set of their own. */
const NONE = new Set<string>();

export class Oddities {
	readonly path: Array<string | number> = [];
	readonly unread = { body: NONE, data: NONE, visitorInfo: NONE } satisfies UnreadFields;
	private readonly first: string[] = [];
	private count = 0;
	private last: { top?: string | number | undefined; below?: string | number | undefined } = {};

	converted<Value>(expected: string, value: Value): Value {
		this.note(expected, 'converted');
		return value;
	}

	leftOut(expected: string): null {
		this.note(expected, 'left out');
		const top = this.path[0];
		const below = this.path[1];
		// In a long list nearly all oddities are in the same field.
		if (top === this.last.top && below === this.last.below) return null;
		this.last = { top, below };
		if ((top === 'data' || top === 'visitorInfo') && below !== undefined) {
			this.addUnread(top, below);
		} else {
			this.addUnread('body', top);
		}
		return null;
	}

	private addUnread(holder: keyof UnreadFields, name: string | number | undefined): void {
		if (this.unread[holder] === NONE) this.unread[holder] = new Set();
		this.unread[holder].add(String(name));
	}

	warnings(): string[] {
		const more = this.count - this.first.length;
		return more > 0 ? [...this.first, `And ${more} more.`] : this.first;
	}

	private note(expected: string, what: 'converted' | 'left out'): void {
		this.count += 1;
		if (this.count > MOST_WARNINGS) return;
		this.first.push(`${this.path.join('.')} is not ${expected} and was ${what}.`);
	}
}
