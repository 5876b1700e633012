/** A body that is one long list: its text before the list, each entry, and its text after it. */
interface LongBody {
	readonly before: string;
	readonly entry: (index: number) => string;
	readonly after: string;
}

const CHECK_IN = '"event":"signin_after","date":"2024-07-30T01:53:08Z"';
const answers = (entry: LongBody['entry']): LongBody => ({
	before: `{${CHECK_IN},"data":{"formResponses":{"responses":[`,
	entry,
	after: ']}}}',
});
const reasons = (entry: LongBody['entry']): LongBody => ({
	before: `{${CHECK_IN},"data":{"rejectionReasons":[`,
	entry,
	after: ']}}',
});

/** Bodies that a caller with the key could send, each of one kind of oddity. */
const LONG_BODIES = {
	'form answers as documented': answers((n) => `{"id":"q-${n}","type":"text","value":"yes"}`),
	'form answers that are numbers': answers((n) => `${n % 10}`),
	'form answers of wrong types': answers((n) => `{"id":${n},"type":[],"value":{"a":${n}}}`),
	'form answers without a field': answers(() => '{}'),
	'rejection reasons that are text': reasons(() => '"no"'),
	'rejection reasons of wrong types': reasons((n) => `{"name":${n},"reason":{}}`),
	'unknown fields': {
		before: `{${CHECK_IN}`,
		entry: (n) => `"field ${n}":${n}`,
		after: '}',
	},
	'unknown fields in data': {
		before: `{${CHECK_IN},"data":{"company":1`,
		entry: (n) => `"field ${n}":[${n}]`,
		after: '}}',
	},
	'a list in the place of data': {
		before: `{${CHECK_IN},"data":[`,
		entry: (n) => `{"firstName":${n}}`,
		after: ']}',
	},
	'a list in the place of a name': {
		before: `{${CHECK_IN},"data":{"firstName":[`,
		entry: (n) => `${n % 10}`,
		after: ']}}',
	},
	'unknown objects': {
		before: `{${CHECK_IN},"details":[`,
		entry: (n) => `{"a":{"b":[${n},{"c":null}]}}`,
		after: ']}',
	},
	'fields named __proto__': {
		before: `{${CHECK_IN},"details":[`,
		entry: (n) => `{"__proto__":{"a":${n}}}`,
		after: ']}',
	},
	'nested 500 deep': {
		before: `{${CHECK_IN},"details":[`,
		entry: () => '['.repeat(500) + ']'.repeat(500),
		after: ']}',
	},
} as const satisfies Record<string, LongBody>;

export type LongBodyName = keyof typeof LONG_BODIES;

export const LONG_BODY_NAMES = Object.keys(LONG_BODIES) as LongBodyName[];

/** Writes a body down, as many entries as make so many bytes. */
export function longBody(name: LongBodyName, size: number): string {
	const { before, entry, after }: LongBody = LONG_BODIES[name];
	const isFirst = /[[{]$/.test(before);
	const entries: string[] = [];
	let length = before.length + after.length;
	for (let index = 0; length < size; index++) {
		const text = entry(index);
		entries.push(text);
		length += text.length + 1;
	}
	return `${before}${isFirst ? '' : ','}${entries.join(',')}${after}`;
}
