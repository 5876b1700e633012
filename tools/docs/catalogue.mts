import { slug } from 'github-slugger';
import type * as Protocol from '../../protocol/index.ts';
import { WAITING_NOT_STATED } from './eventRemarks.mts';
import { inWords } from './looseMatch.mts';
import { code, table } from './markdown.mts';

/** An entry of the catalogue. */
export type EventType = Protocol.SineEventType & { readonly value: Protocol.EventValue };

export const PLANS: Readonly<Record<EventType['plan'], string>> = {
	all: 'All',
	Enterprise: 'Enterprise only',
	any: '',
};

/** Ids to show the loose matching by; what they are taken for is not written here. */
const ODD_IDS = [
	'signin_before_v2',
	'approval_pending',
	'invitation_was_updated',
	'invitation_cancelled',
	'signin_after_v2',
	'evacuation_started',
	null,
];

export function overview(types: readonly EventType[]): string {
	const rows = types.map((type) => [
		`[${type.label}](#${slug(type.label)})`,
		idOf(type),
		PLANS[type.plan],
		waiting(type),
	]);
	return `## All events

${table(['Event', 'Id', 'Plan', 'Does Sine wait?'], rows)}

Where Sine waits, a visitor stands at the iPad until your flow has decided. Everything else is news: a
flow can act on it, but what it answers changes nothing.`;
}

function idOf({ value, idPublished, matchesLoosely }: EventType): string {
	if (idPublished) return code(value);
	return matchesLoosely ? 'Label only, recognised loosely' : 'Any other id, or none';
}

function waiting({ value, waits }: EventType): string {
	if (WAITING_NOT_STATED.has(value)) return `Not stated, taken as ${waits ? 'yes' : 'no'}`;
	return waits ? 'Yes' : 'No';
}

export function idsOf({ EVENT_TYPES, recogniseEvent }: typeof Protocol): string {
	const rules = EVENT_TYPES.filter((type) => 'matchesLoosely' in type).map((type) => [
		type.label,
		code(type.value),
		inWords(type.matchesLoosely),
	]);
	const examples = ODD_IDS.map((id) => [
		id === null ? 'none at all' : code(id),
		recogniseEvent(id).type.label,
	]);
	return `## Ids that Sine does not publish

With each call Sine sends the id of the event. For some events Sine's documentation gives only the label,
the event's name. Our id is then a guess, and because it may be wrong, similar ids are recognised too:

${table(['Event', 'Our guess', 'Also an id that …'], rules)}

An exact id always comes first; then these rules are tried from top to bottom. What no rule takes is
**Other Event**: ids that nobody knows, and calls without an id, such as those of Sine's workflow webhooks.
It may be a check-in request, so it is handled as one: choose **Other Event**, and your flow decides.

${table(['An id such as', 'is taken for'], examples)}

Whatever it is taken for, \`event\` holds the id as Sine sent it, \`eventName\` what it was taken for, and
\`warnings\` a sentence that says so.

When your flow has not chosen the event, a call under an exact id, published or our guess, is answered with
SUCCESS at once. Every other id gets the answer that you set under "If no answer": it may be a check-in
request, and nobody is to be let in by accident. A flow for which no event at all is chosen decides nothing: it
gives that answer to requests, and 503 to notifications. So choose in the flow every event that you select in Sine.`;
}
