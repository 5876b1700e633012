import { addressList } from './addresses';
import { flagsOf } from '../settings/setting';
import { DEFAULTS, TRIGGER_SETTINGS } from '../settings/trigger';
import { eventType } from '../events/events';
import { keyCheck, type KeyCheck } from './proof';
import type { TriggerSettings, UnreadableSetting } from './triggerSettings';
import { decide } from '../reply/reply';
import { filterOf } from './scope';
import type { TakenSignatures } from './signature';

export type StoredSettings = Partial<Record<keyof typeof TRIGGER_SETTINGS, unknown>>;

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
		...flagsOf(TRIGGER_SETTINGS, settings),
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
	const { min, max } = TRIGGER_SETTINGS.answerWithin.limits;
	return Math.min(max, Math.max(min, given));
}
