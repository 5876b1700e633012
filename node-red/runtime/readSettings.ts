import { DECISIONS, eventType, type SettingKind } from '../../protocol';
import { hasVariable, isFromEnvironment, variableNamedIn } from './environment';

/** With the type that is stored beside a typed input, and what Node-RED itself reads. */
export type StoredKind = SettingKind | 'valueType' | 'own';

export type StoredKinds<Name extends string> = Readonly<Record<Name, StoredKind>>;

/** A setting that cannot be read. With a `variable`, because that one is not set. */
export interface SettingFault {
	readonly setting: string;
	readonly variable?: string;
}

export interface SettingsReading<Name extends string> {
	readonly settings: Readonly<Partial<Record<Name, unknown>>>;
	readonly faults: readonly SettingFault[];
}

interface ValueReading {
	readonly value: unknown;
	readonly faults: ReadonlyArray<Omit<SettingFault, 'setting'>>;
}

type Reader = (value: unknown) => ValueReading;

const FLAGS: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['false', false],
]);

const VALUE_TYPES: ReadonlySet<unknown> = new Set(
	'str msg flow global env jsonata num bool json bin date'.split(' '),
);

const number: Reader = (value) => {
	const part = singleLine(value);
	const found = Number(part.value);
	if (part.faults.length > 0) return part;
	return Number.isNaN(found) ? unreadable(value) : read(found);
};

const READERS: Readonly<Record<StoredKind, Reader>> = {
	text,
	dateTime: text,
	message: text,
	typedText: text,
	json: text,
	names: (value) => combined(listEntries(value).flat(Infinity).map(singleLine)),
	texts: (value) => combined(listEntries(value).flat(Infinity).map(text)),
	flag: (value) => flag(value, undefined),
	protection: (value) => flag(value, true),
	seconds: number,
	event: word,
	events: (value) => combined(listEntries(value).map(event)),
	decision: word,
	checks: (value) => (Array.isArray(value) ? read(value) : unreadable(value)),
	checkType: singleLine,
	list: (value) => (typeof value === 'string' ? text(value) : read(value)),
	fallback(value) {
		const found = settingAsText(value).trim();
		return DECISIONS.some((decision) => decision.value === found) ? read(found) : unreadable(value);
	},
	path: address,
	url: address,
	key(value) {
		if (typeof value !== 'string' && typeof value !== 'number') return unreadable(value);
		const key = String(value).trim();
		return hasVariable(key) ? unreadable(key) : read(key);
	},
	/** One that cannot be read is no sine in, so that nothing else is tried in its place. */
	sineIn(value) {
		if (value === '') return read(value);
		const part = singleLine(value);
		return part.faults.length > 0 ? { ...part, value: '?' } : part;
	},
	keyNode: (value) => (value === '' ? read(value) : singleLine(value)),
	nodeName: read,
	valueType(value) {
		const part = singleLine(value);
		return part.faults.length > 0 || VALUE_TYPES.has(part.value) ? part : unreadable(value);
	},
	own: read,
};

export function readSettings<Name extends string>(
	kinds: StoredKinds<Name>,
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

export function settingAsText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === null || value === undefined) return '';
	return JSON.stringify(value);
}

function text(value: unknown): ValueReading {
	const isUnset = typeof value === 'string' && isFromEnvironment(value);
	return isUnset ? unreadable(value) : read(settingAsText(value));
}

function singleLine(value: unknown): ValueReading {
	const found = typeof value === 'number' ? String(value) : value;
	if (typeof found !== 'string') return unreadable(value);
	const trimmed = found.trim();
	const isLine = trimmed !== '' && !/[\r\n]/.test(trimmed) && !hasVariable(trimmed);
	return isLine ? read(trimmed) : unreadable(trimmed);
}

function word(value: unknown): ValueReading {
	return typeof value === 'boolean' ? read(value) : singleLine(value);
}

function address(value: unknown): ValueReading {
	return typeof value === 'string' ? singleLine(value) : unreadable(value);
}

function flag(value: unknown, fallback: boolean | undefined): ValueReading {
	const found = FLAGS.get(settingAsText(value).trim().toLowerCase());
	return found === undefined ? unreadable(value, fallback) : read(found);
}

/** An unreadable event keeps its place, so that the other events keep their outputs. */
function event(value: unknown): ValueReading {
	const id = settingAsText(value).trim();
	return eventType(id) ? read(id) : unreadable(value, id || '?');
}

function listEntries(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [value];
}

function combined(parts: readonly ValueReading[]): ValueReading {
	return { value: parts.map(({ value }) => value), faults: parts.flatMap(({ faults }) => faults) };
}

function read(value: unknown): ValueReading {
	return { value, faults: [] };
}

function unreadable(value: unknown, instead?: unknown): ValueReading {
	const variable = typeof value === 'string' ? variableNamedIn(value) : undefined;
	return { value: instead, faults: [variable === undefined ? {} : { variable }] };
}
