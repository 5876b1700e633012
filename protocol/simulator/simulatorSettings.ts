import { EVENT_TYPES, type EventValue } from '../events/events';
import { quote } from '../quote';
import { SIMULATOR_DEFAULTS } from '../settings/visit';
import { isJsonObject, parseJson } from '../json';
import type { SimulatedVisit } from './simulatedVisit';
import { visitTime } from './visitTime';

export const LONGEST_WAIT = 300;

export type SimulatorSettings = Partial<
	Record<keyof typeof SIMULATOR_DEFAULTS | 'webhookUrl', unknown>
>;

export interface SimulatorPlan {
	readonly url: string;
	readonly visit: SimulatedVisit;
	readonly rejectionMessage: string;
	readonly slowAfterMs: number;
	readonly giveUpAfterMs: number;
}

export interface IdsAndClock {
	now(): number;
	newId(): string;
	/** Of a time without a zone; the machine's where it is left out. */
	readonly timeZone?: string;
}

/** The plan, or a sentence that says what is wrong and how to put it right. */
export function planSimulation(
	stored: SimulatorSettings,
	chance: IdsAndClock,
): SimulatorPlan | string {
	const text = (name: keyof SimulatorSettings) => settingText(storedValue(stored, name));
	const event = eventOf(text('event'));
	if (event === undefined) return unknownEvent(text('event'));
	const body = bodyOf(storedValue(stored, 'body'));
	if (body === 'notAnObject') {
		return 'The body is not a JSON object. Correct it, or clear it to send the body of the event.';
	}
	const at = visitTime(storedValue(stored, 'date'), chance.now(), chance.timeZone);
	if (typeof at === 'string') return at;
	return {
		url: text('webhookUrl').trim(),
		visit: {
			event,
			at,
			id: chance.newId(),
			firstName: text('firstName'),
			lastName: text('lastName'),
			email: text('email'),
			mobile: text('mobile'),
			company: text('company'),
			visitorType: text('visitorType'),
			site: text('site'),
			externalId: text('externalId'),
			inviteId: text('inviteId'),
			passId: text('passId'),
			host: text('host'),
			hostEmail: text('hostEmail'),
			hostMobile: text('hostMobile'),
			answers: answerLines(storedValue(stored, 'answers')),
			body,
		},
		rejectionMessage: text('rejectionMessage'),
		slowAfterMs: millisecondsOf(storedValue(stored, 'slowAfter'), SIMULATOR_DEFAULTS.slowAfter),
		giveUpAfterMs: millisecondsOf(
			storedValue(stored, 'giveUpAfter'),
			SIMULATOR_DEFAULTS.giveUpAfter,
		),
	};
}

function storedValue(stored: SimulatorSettings, name: keyof SimulatorSettings): unknown {
	const defaults: SimulatorSettings = SIMULATOR_DEFAULTS;
	return stored[name] === undefined ? defaults[name] : stored[name];
}

/** People also write an event's label in place of its id. */
function eventOf(word: string): EventValue | undefined {
	const wanted = word.trim().toLowerCase();
	return EVENT_TYPES.find(({ value, label }) => value === wanted || label.toLowerCase() === wanted)
		?.value;
}

function unknownEvent(word: string): string {
	const known = EVENT_TYPES.map(({ value }) => value).join(', ');
	return `There is no event ${quote(word)}. Choose one of these: ${known}.`;
}

function bodyOf(value: unknown) {
	if (value === null || value === undefined) return undefined;
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const body = typeof value === 'string' ? parseJson(value) : value;
	return isJsonObject(body) ? body : 'notAnObject';
}

function answerLines(value: unknown): string[] {
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	return entries.map(settingText).filter((entry) => entry.trim() !== '');
}

function settingText(value: unknown): string {
	if (typeof value === 'string') return value;
	return ['number', 'boolean', 'bigint'].includes(typeof value) ? String(value) : '';
}

function millisecondsOf(value: unknown, standard: number): number {
	const seconds = Number(settingText(value) || standard);
	return Math.round(Math.min(LONGEST_WAIT, seconds > 0 ? seconds : standard) * 1000) || 1;
}
