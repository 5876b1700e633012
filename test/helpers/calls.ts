import { randomUUID } from 'node:crypto';
import { buildBody } from '../../protocol/simulator/simulatedVisit';
import { NOON, type Call } from '../tables/stories';

/** The body that Sine sends with a call of a story. */
export function bodyOf({
	event = 'signin_before',
	at = NOON,
	visit,
}: Omit<Call, 'answer'>): object {
	return buildBody({ event, at: Date.parse(at), id: randomUUID(), company: 'Acme Co', ...visit });
}
