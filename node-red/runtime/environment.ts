import { DECISIONS, eventType } from '../../protocol';

/** Node-RED fills in a property only where this is all that it holds. */
const VARIABLE = /^\$(?:\{(\S+)\}|\((\S+)\))$/;
/** With text around it, which Node-RED never fills in. */
const MENTION = /\$(?:\{([^\s}]+)\}|\(([^\s)]+)\))/;

/** Whether a text names an environment variable, which Node-RED puts in its place when it starts. */
export function isFromEnvironment(text: string): boolean {
	return VARIABLE.test(text.trim());
}

/** What a property of a node holds. */
export type SettingKind =
	| 'text'
	| 'word'
	/** Where a typed input takes its value from. */
	| 'valueType'
	/** Approve or reject. */
	| 'decision'
	| 'number'
	| 'flag'
	/** A flag that keeps callers out, so that it is off only where that is plainly meant. */
	| 'protection'
	| 'path'
	/** The id of another node. */
	| 'reference'
	| 'secret'
	| 'list'
	/** A list of whatever can be text. */
	| 'texts'
	/** Events, in the order of the outputs. */
	| 'events'
	/** What Node-RED itself reads. */
	| 'own';

/** A setting that does not count, because a variable is not set or holds something else. */
export interface SettingFault {
	readonly setting: string;
	/** The name of the variable that is not set. */
	readonly variable?: string;
}

export interface SettingsReading<Name extends string> {
	readonly settings: Readonly<Partial<Record<Name, unknown>>>;
	readonly faults: readonly SettingFault[];
}

/** What was read, and what could not be. */
interface Part {
	readonly value: unknown;
	readonly faults: ReadonlyArray<Omit<SettingFault, 'setting'>>;
}

type Read = (value: unknown) => Part;

const FLAGS: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['false', false],
]);

const VALUE_TYPES: ReadonlySet<unknown> = new Set(
	'str msg flow global env jsonata num bool json bin date'.split(' '),
);

const READERS: Readonly<Record<SettingKind, Read>> = {
	text,
	word: (value) => (typeof value === 'boolean' ? read(value) : line(value)),
	valueType(value) {
		const part = line(value);
		return part.faults.length > 0 || VALUE_TYPES.has(part.value) ? part : unread(value);
	},
	decision(value) {
		const word = settingAsText(value).trim();
		return DECISIONS.some((decision) => decision.value === word) ? read(word) : unread(value);
	},
	number(value) {
		const part = line(value);
		const number = Number(part.value);
		if (part.faults.length > 0) return part;
		return Number.isNaN(number) ? unread(value) : read(number);
	},
	flag: (value) => flag(value, undefined),
	protection: (value) => flag(value, true),
	path: (value) => (typeof value === 'string' ? line(value) : unread(value)),
	reference: (value) => (value === '' ? read(value) : line(value)),
	secret(value) {
		if (typeof value !== 'string' && typeof value !== 'number') return unread(value);
		const key = String(value).trim();
		return MENTION.test(key) ? unread(key) : read(key);
	},
	list: (value) => joined(listEntries(value).flat(Infinity).map(line)),
	texts: (value) => joined(listEntries(value).flat(Infinity).map(text)),
	events: (value) => joined(listEntries(value).map(event)),
	own: read,
};

/** Reads the settings of a node. What cannot be read is left out, and told. */
export function readSettings<Name extends string>(
	kinds: Readonly<Record<Name, SettingKind>>,
	stored: object,
): SettingsReading<Name> {
	const values = stored as Readonly<Partial<Record<Name, unknown>>>;
	const settings: Partial<Record<Name, unknown>> = {};
	const faults: SettingFault[] = [];
	for (const setting of Object.keys(kinds) as Name[]) {
		if (values[setting] === undefined) continue;
		const part = READERS[kinds[setting]](values[setting]);
		settings[setting] = part.value;
		faults.push(...part.faults.map((fault) => ({ setting, ...fault })));
	}
	return { settings, faults };
}

/** A value as text: what an object holds as JSON, nothing for null. */
export function settingAsText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === null || value === undefined) return '';
	return JSON.stringify(value);
}

function text(value: unknown): Part {
	const isUnset = typeof value === 'string' && isFromEnvironment(value);
	return isUnset ? unread(value) : read(settingAsText(value));
}

/** A text of one line, without white space around it. */
function line(value: unknown): Part {
	const found = typeof value === 'number' ? String(value) : value;
	if (typeof found !== 'string') return unread(value);
	const trimmed = found.trim();
	const isLine = trimmed !== '' && !/[\r\n]/.test(trimmed) && !MENTION.test(trimmed);
	return isLine ? read(trimmed) : unread(trimmed);
}

function flag(value: unknown, otherwise: boolean | undefined): Part {
	const found = FLAGS.get(settingAsText(value).trim().toLowerCase());
	return found === undefined ? unread(value, otherwise) : read(found);
}

/** One that cannot be read keeps its place, so that the others keep their outputs. */
function event(value: unknown): Part {
	const id = settingAsText(value).trim();
	return eventType(id) ? read(id) : unread(value, id || '?');
}

function listEntries(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [value];
}

function joined(parts: readonly Part[]): Part {
	return { value: parts.map(({ value }) => value), faults: parts.flatMap(({ faults }) => faults) };
}

function read(value: unknown): Part {
	return { value, faults: [] };
}

/** What cannot be read, because a variable is not set or for another reason. */
function unread(value: unknown, instead?: unknown): Part {
	const [, braces, brackets] =
		(typeof value === 'string' && (VARIABLE.exec(value.trim()) ?? MENTION.exec(value))) || [];
	const variable = braces ?? brackets;
	return { value: instead, faults: [variable === undefined ? {} : { variable }] };
}
