import { randomUUID } from 'node:crypto';
import { protocol } from '../hosts/simulator.mts';
import type { Target } from './load.mts';

/** The API key of everything that is measured. */
export const KEY = randomUUID();

/** A check-in request to a flow that approves it, with a note for the visitor. */
export function checkInTarget(url: string, visitorNotes: string): Target {
	const { KEY_HEADER, SAMPLES } = protocol();
	return {
		url,
		headers: { 'content-type': 'application/json', [KEY_HEADER]: KEY },
		body: JSON.stringify(SAMPLES.signin_before.body),
		answer: JSON.stringify({ code: 'SUCCESS', visitorNotes }),
	};
}
