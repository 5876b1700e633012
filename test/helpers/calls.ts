import { randomUUID } from 'node:crypto';
import { buildBody } from '../../protocol/simulator/simulatedVisit';
import { NOON, type Call } from '../tables/stories';

type Event = Omit<Call, 'answer'>;

/** The body that Sine sends with a call of a story. */
export function bodyOf({ event = 'signin_before', at = NOON, visit }: Event): object {
	return buildBody({ event, at: Date.parse(at), id: randomUUID(), company: 'Acme Co', ...visit });
}

/** The same event with other fields in what Sine tells of the visit. */
export function withData(event: Event, fields: object): Event {
	const body = bodyOf(event) as { readonly data: object };
	return { ...event, visit: { body: { ...body, data: { ...body.data, ...fields } } } };
}
