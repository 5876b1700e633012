import { partialDeepStrictEqual } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import * as protocol from '../../../protocol';
import { isJsonObject, parseJson, readReply, SAMPLES, type JsonObject } from '../../../protocol';
import { simplifierOf } from '../../../tools/docs/simplified.mts';
import type { CodeBlock } from '../../unit/docs/pages';

const simplify = simplifierOf(protocol);
const EVENTS = Object.values(SAMPLES).map(({ body }) => simplify(body));
const FIELDS = Object.keys(EVENTS[0] ?? {});

/** What a block in JSON may show. */
interface Kind {
	is(value: JsonObject): boolean;
	isRight(value: JsonObject): boolean;
	readonly fault: string;
}

/** What is none of these need only be valid. */
const KINDS: readonly Kind[] = [
	{
		is: (value) => 'eventKey' in value,
		isRight: (value) => EVENTS.some((event) => isDeepStrictEqual(event, value)),
		fault:
			'this simplified event is not what the protocol makes of a sample in protocol/events/samples',
	},
	{
		is: (value) => 'data' in value || 'visitorInfo' in value,
		isRight: (value) => simplify(value).warnings.length === 0,
		fault: 'this is not a body that Sine documents',
	},
	{
		is: (value) => 'code' in value,
		isRight: (value) => readReply(value) !== undefined,
		fault: 'this is not an answer that Sine takes',
	},
	{
		is: (value) => Object.keys(value).every((name) => FIELDS.includes(name)),
		isRight: (value) => EVENTS.some((event) => isPartOf(event, value)),
		fault:
			'these fields are not those of the simplified event of a sample in protocol/events/samples',
	},
];

export function checkJson({ code, where }: CodeBlock): void {
	const value = parseJson(code);
	if (value === undefined) throw new Error(`${where}: this is not valid JSON.`);
	// n8n shows the items of a node as a list.
	const shown: unknown[] = Array.isArray(value) ? value : [value];
	for (const one of shown.filter(isJsonObject)) {
		const kind = KINDS.find(({ is }) => is(one));
		if (kind?.isRight(one) === false) throw new Error(`${where}: ${kind.fault}.`);
	}
}

function isPartOf(whole: object, part: object): boolean {
	try {
		partialDeepStrictEqual(whole, part);
		return true;
	} catch {
		return false;
	}
}
