import type { EventType } from './catalogue.mts';
import { MEANINGS } from './fieldMeanings.mts';
import { rootOf } from './leaves.mts';
import { code, table } from './markdown.mts';
import type { Origins } from './origins.mts';

interface Field {
	readonly name: string;
	readonly shape: string;
	readonly mayBeNull: boolean;
	readonly means: string;
	/** Whether other fields are inside of it. */
	readonly isParent: boolean;
}

/** A meaning, whatever the field. */
interface AnyMeaning extends Pick<Field, 'shape' | 'mayBeNull' | 'means'> {
	readonly fields?: AnyMeanings;
	readonly each?: AnyMeanings;
}
type AnyMeanings = Readonly<Record<string, AnyMeaning>>;

const FIELDS = fieldsOf(MEANINGS);

export function simplifiedEvent(): string {
	const rows = FIELDS.map((field) => [code(field.name), field.shape, nullness(field), field.means]);
	const wholes = FIELDS.filter(
		({ name, isParent, mayBeNull }) => isParent && mayBeNull && !name.includes('.'),
	);
	const [last, ...first] = wholes.map(({ name }) => code(name)).reverse();
	return `## The simplified event

Every field is always there, whichever event it is. What Sine did not send is \`null\`, and a list
without entries is an empty list. Dates are texts, in UTC, exactly as Sine sends them (ISO 8601). The
sign \`[]\` stands for each entry of a list.

${table(['Field', 'Shape', 'May be null', 'What it means'], rows)}

Look out for ${first.reverse().join(', ')} and ${last}: they are null as a whole where there is nothing to
tell. In JavaScript, and in n8n's expressions, write \`host?.firstName\` rather than \`host.firstName\`.

The API key and the headers of the call never reach the flow.`;
}

function fieldsOf(meanings: AnyMeanings, prefix = ''): Field[] {
	return Object.entries(meanings).flatMap(([key, { fields, each, ...meaning }]) => {
		const name = prefix + key;
		return [
			{ name, isParent: Boolean(fields ?? each), ...meaning },
			...fieldsOf(fields ?? {}, `${name}.`),
			...fieldsOf(each ?? {}, `${name}[].`),
		];
	});
}

function nullness({ shape, mayBeNull }: Field): string {
	if (mayBeNull) return 'yes';
	return shape === 'list' ? 'no, but empty' : 'no';
}

interface EventOrigins {
	readonly type: EventType;
	readonly origins: Origins;
}

export function fieldsByEvent(events: readonly EventOrigins[]): string {
	const head = ['Field', ...events.map(({ type }) => type.label)];
	const rows = FIELDS.filter(({ isParent }) => !isParent).map(({ name }) => [
		code(name),
		...events.map(({ origins }) => markOf(origins, name)),
	]);
	return `## Which event fills which field

✓ means that the example of the event, further down, has a value there; ○ that Sine sent null in its place.
Sine may send more for one visitor and less for another.

${table(head, rows)}`;
}

function markOf({ filled, empty }: Origins, field: string): string {
	const isIt = (name: string) => name === field || name === rootOf(field) || rootOf(name) === field;
	if (filled.some(({ name }) => isIt(name))) return '✓';
	return empty.some(isIt) ? '○' : '';
}
