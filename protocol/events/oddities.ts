/** A body can hold megabytes of oddities; the first ones tell enough. */
const MOST_WARNINGS = 20;

export interface UnreadFields {
	readonly body: ReadonlySet<string>;
	readonly data: ReadonlySet<string>;
	readonly visitorInfo: ReadonlySet<string>;
}

export class Oddities {
	readonly path: Array<string | number> = [];
	readonly unread = {
		body: new Set<string>(),
		data: new Set<string>(),
		visitorInfo: new Set<string>(),
	} satisfies UnreadFields;
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
			this.unread[top].add(String(below));
		} else {
			this.unread.body.add(String(top));
		}
		return null;
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
