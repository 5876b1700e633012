import { EVENT_TYPES } from '../../protocol';

const labels = Object.fromEntries(EVENT_TYPES.map(({ value, label }) => [value, label]));

/** The one expression of the trigger's description: a labelled output for each chosen event. */
export const outputs = `={{ $parameter.events.map((event) => ({ type: 'main', displayName: (${JSON.stringify(labels)})[event] })) }}` as const;
