/** A body can be megabytes of oddities; the first of them tell enough. */
const MOST_WARNINGS = 20;

/** What of a body could not be read, by the object that holds the field. */
export interface UnreadFields {
	readonly body: ReadonlySet<string>;
	readonly data: ReadonlySet<string>;
	readonly visitorInfo: ReadonlySet<string>;
}

/** Collects what was odd about a body while it is read. */
export class Oddities {
	/** Where the reading is: names of fields and indices of lists. */
	readonly path: Array<string | number> = [];
	readonly unread = {
		body: new Set<string>(),
		data: new Set<string>(),
		visitorInfo: new Set<string>(),
	} satisfies UnreadFields;
	private readonly first: string[] = [];
	private count = 0;
	private last: { top?: string | number | undefined; below?: string | number | undefined } = {};

	/** Notes that the value here was made what it should be, which it returns. */
	converted<Value>(expected: string, value: Value): Value {
		this.note(expected, 'converted');
		return value;
	}

	/** Notes that the value here is nothing that it could be made of. */
	leftOut(expected: string): null {
		this.note(expected, 'left out');
		const top = this.path[0];
		const below = this.path[1];
		// Nearly all of a long list are in the field of the one before.
		if (top === this.last.top && below === this.last.below) return null;
		this.last = { top, below };
		if ((top === 'data' || top === 'visitorInfo') && below !== undefined) {
			this.unread[top].add(String(below));
		} else {
			this.unread.body.add(String(top));
		}
		return null;
	}

	/** One sentence for each of the first ones, and how many there are besides. */
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
