import { EVENT_LABELS, SHORT_EVENT_LABELS } from '../eventOptions';

/** n8n's canvas cuts long labels. */
export const outputs =
	`={{ $parameter.events.map((event) => ({ type: 'main', displayName: (${SHORT_EVENT_LABELS})[event] })) }}` as const;

export const subtitle = `={{ $parameter.events.length === 1 ? (${EVENT_LABELS})[$parameter.events[0]] : $parameter.events.length + ' events' }}`;
