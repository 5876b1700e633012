import { EVENT_LABELS, SHORT_EVENT_LABELS } from '../eventOptions';

/** A labelled output for each chosen event; the canvas cuts long labels. */
export const outputs =
	`={{ $parameter.events.map((event) => ({ type: 'main', displayName: (${SHORT_EVENT_LABELS})[event] })) }}` as const;

/** Names the one event that was chosen, or counts them. The editor alone evaluates it. */
export const subtitle = `={{ $parameter.events.length === 1 ? (${EVENT_LABELS})[$parameter.events[0]] : $parameter.events.length + ' events' }}`;
