import { addressList } from './call/addresses';
import type { Decision } from './reply/decisions';
import { eventType } from './events/events';
import { keyCheck, type KeyCheck } from './call/proof';
import type { TriggerSettings, UnreadableSetting } from './call/triggerSettings';
import { decide } from './reply/reply';
import { filterOf } from './call/scope';
import type { TakenSignatures } from './call/signature';

/** Saved flows leave out what equals a default, so these values never change. */
export const DEFAULTS = {
	events: ['signin_before'],
	ifNoAnswer: 'REJECTED' satisfies Decision as Decision,
	noAnswerMessage: 'We could not complete your check-in. Please see the front desk.',
	/** Seconds. */
	answerWithin: 10,
	simplify: true,
	onlySineAddresses: false,
} as const;

/** Seconds. */
export const ANSWER_WITHIN = { min: 1, max: 60 } as const;

/** As a host stores them: an expression may give any value. */
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

export interface Keys {
	apiKey?: unknown;
	previousApiKey?: unknown;
}

/**
 * An unknown fallback rejects, and times are limited to 1 to 60 seconds.
 * @param keys `null` when the credential cannot be read
 * @param proxySetting the name of the host's setting, e.g. `N8N_PROXY_HOPS`
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
		events: settings.events === undefined ? DEFAULTS.events : chosenEvents(settings.events),
		answerWithin: seconds(settings.answerWithin),
		fallback: decide({ decision, rejectionMessage: message }).reply,
		simplify: settings.simplify !== false,
		visitorTypes: filterOf(listEntries(settings.visitorTypes)),
		sites: filterOf(listEntries(settings.sites)),
	};
}

/** `null` when the credential cannot be read. Without `taken`, the check keeps its own signatures. */
export function keyCheckOf(keys: Keys | null, taken?: TakenSignatures): KeyCheck | null {
	return keys && keyCheck([keys.apiKey, keys.previousApiKey].map(secret), taken);
}

function secret(key: unknown): string | undefined {
	return typeof key === 'string' ? key : undefined;
}

/** A protection is off only where that is plainly meant. */
function isOn(value: unknown): boolean {
	return Boolean(value) && value !== 'false';
}

const DEEPEST_LIST = 5;

/** An expression in a list can give a list of its own. */
function listEntries(value: unknown): unknown[] {
	if (Array.isArray(value)) return value.flat(DEEPEST_LIST);
	return value === undefined || value === null || value === '' ? [] : [value];
}

/** Unknown ids stay, because the position of an event is the number of its output. */
function chosenEvents(value: unknown): string[] {
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
