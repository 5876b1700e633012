import type * as Protocol from '../../protocol/index.ts';
import { PLANS, type EventType } from './catalogue.mts';
import { REMARKS, WAITING_NOT_STATED } from './eventRemarks.mts';
import { OUR_FIELDS } from './fieldMeanings.mts';
import { rootOf } from './leaves.mts';
import { inWords } from './looseMatch.mts';
import { code, collapsed, json, list, table } from './markdown.mts';
import type { FilledField, Origins } from './origins.mts';

/** An event of the catalogue, with its sample run through the protocol. */
interface SampledEvent {
	readonly type: EventType;
	readonly sample: Protocol.Sample;
	readonly simplified: Protocol.SineEvent;
	readonly origins: Origins;
}

export function sectionOf(event: SampledEvent, acknowledgedWithinMs: number): string {
	const { type, sample, simplified, origins } = event;
	const rows = origins.filled.map((field) => [code(field.name), examplesOf(field), fromOf(field)]);
	return [
		`## ${type.label}`,
		type.description,
		list([
			`**Id:** ${idOf(type)}`,
			...(PLANS[type.plan] ? [`**Plan:** ${PLANS[type.plan]}`] : []),
			`**At the iPad:** ${atTheIpad(type, acknowledgedWithinMs / 1000)}`,
			...REMARKS[type.value],
		]),
		sample.published
			? "The example is Sine's own, from its documentation. It fills these fields:"
			: "Sine's documentation has no example of this event, so this one is made up. It fills these fields:",
		table(['Field', 'Example', "From the field of Sine's body"], rows),
		...unfilled(origins),
		collapsed('The example as a simplified event', json(simplified)),
	].join('\n\n');
}

function idOf({ value, idPublished, matchesLoosely }: EventType): string {
	if (idPublished) return code(value);
	if (!matchesLoosely) return 'any that is not known, or none';
	return `not published. Ours, ${code(value)}, is a guess; an id that ${inWords(matchesLoosely)} is taken for it too.`;
}

function atTheIpad({ value, waits }: EventType, seconds: number): string {
	const does = waits
		? 'a visitor waits. Your flow decides with **Respond to Sine**, before `answerBy`.'
		: `nobody waits. Sine is told SUCCESS when the flow has ended, or after ${seconds} second while the flow goes on.`;
	return WAITING_NOT_STATED.has(value)
		? `Sine does not say whether a visitor waits. It is handled as if ${does}`
		: does;
}

function examplesOf({ examples }: FilledField): string {
	return [...new Set(examples.map((value) => code(JSON.stringify(value))))].join(', ');
}

function fromOf({ name, origins }: FilledField): string {
	if (OUR_FIELDS.has(rootOf(name))) return 'set by the node';
	if (origins.length === 0) throw new Error(`Where in Sine's body does ${name} come from?`);
	return codes(origins);
}

function unfilled({ empty, leftOut }: Origins): string[] {
	return [
		...(empty.length > 0 ? [`Empty in the example, because Sine sent null: ${codes(empty)}.`] : []),
		...(leftOut.length > 0 ? [`To be had with **Simplify** off only: ${codes(leftOut)}.`] : []),
	];
}

function codes(names: readonly string[]): string {
	return names.map(code).join(', ');
}
