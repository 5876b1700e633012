import { addressList } from './call/addresses';
import type { Decision } from './reply/decisions';
import { eventType } from './events/events';
import { keyCheck, type KeyCheck } from './call/proof';
import type { TriggerSettings, UnreadableSetting } from './call/receive';
import { decide } from './reply/reply';
import { filterOf } from './call/scope';
import type { TakenSignatures } from './call/signature';

/** The defaults of both hosts. Saved flows leave out what equals them, so they are a contract. */
export const DEFAULTS = {
	events: ['signin_before'],
	ifNoAnswer: 'REJECTED' satisfies Decision as Decision,
	noAnswerMessage: 'We could not complete your check-in. Please see the front desk.',
	/** Seconds. */
	answerWithin: 10,
	simplify: true,
	onlySineAddresses: false,
} as const;

/** The longest and shortest time for an answer, in seconds. */
export const ANSWER_WITHIN = { min: 1, max: 60 } as const;

/** The settings of a trigger as a host stores them; expressions may have made anything of them. */
export interface StoredSettings {
	events?: unknown;
	ifNoAnswer?: unknown;
	noAnswerMessage?: unknown;
	answerWithin?: unknown;
	simplify?: unknown;
	visitorTypes?: unknown;
	sites?: unknown;
	onlySineAddresses?: unknown;
	addresses?: unknown;
}

/** What the credential (n8n) or config node (Node-RED) holds. */
export interface Keys {
	apiKey?: unknown;
	previousApiKey?: unknown;
}

/**
 * Makes a flow of a trigger's settings. Odd settings become safe ones: an unknown fallback rejects,
 * a time outside 1 to 60 seconds is brought inside.
 *
 * @param stored `unreadable` names one that the host could not read, and why
 * @param keys `null` when the credential cannot be read
 * @param proxySetting the host's setting for proxies, e.g. `N8N_PROXY_HOPS`
 */
export function readTriggerSettings(
	stored: StoredSettings & { readonly unreadable?: UnreadableSetting },
	keys: KeyCheck | null,
	proxySetting: string,
): TriggerSettings {
	const { unreadable = null, ...settings } = stored;
	const message = settings.noAnswerMessage ?? DEFAULTS.noAnswerMessage;
	const decision = settings.ifNoAnswer === 'SUCCESS' ? 'SUCCESS' : 'REJECTED';
	return {
		keys,
		senders: isOn(settings.onlySineAddresses) ? addressList(listEntries(settings.addresses)) : null,
		proxySetting,
		unreadable,
		events: settings.events === undefined ? DEFAULTS.events : eventsOf(settings.events),
		answerWithin: seconds(settings.answerWithin),
		fallback: decide({ decision, rejectionMessage: message }).reply,
		simplify: settings.simplify !== false,
		visitorTypes: filterOf(listEntries(settings.visitorTypes)),
		sites: filterOf(listEntries(settings.sites)),
	};
}

/**
 * Prepares the check of the keys; `null` when the credential cannot be read.
 *
 * @param taken the signatures that this process has taken; left out, the check has its own
 */
export function keyCheckOf(keys: Keys | null, taken?: TakenSignatures): KeyCheck | null {
	return keys && keyCheck([keys.apiKey, keys.previousApiKey].map(secret), taken);
}

function secret(key: unknown): string | undefined {
	return typeof key === 'string' ? key : undefined;
}

/** Whether a protection is on. It is off only where that is plainly meant. */
function isOn(value: unknown): boolean {
	return Boolean(value) && value !== 'false';
}

/** Where lists are nested deeper, an entry is a list and cannot be read. */
const DEEPEST_LIST = 5;

/** The entries of a list. One that is itself a list, made by an expression, counts as its entries. */
function listEntries(value: unknown): unknown[] {
	if (Array.isArray(value)) return value.flat(DEEPEST_LIST);
	return value === undefined || value === null || value === '' ? [] : [value];
}

/** The chosen events in their order, with those of which nothing is known; none without a known one. */
function eventsOf(value: unknown): string[] {
	const events = listEntries(value).filter((entry) => typeof entry === 'string' && entry.trim());
	const chosen = events as string[];
	return chosen.some(eventType) ? chosen : [];
}

function seconds(value: unknown): number {
	const isGiven = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	const given = isGiven ? Number(value) : DEFAULTS.answerWithin;
	if (Number.isNaN(given)) return DEFAULTS.answerWithin;
	return Math.min(ANSWER_WITHIN.max, Math.max(ANSWER_WITHIN.min, given));
}
