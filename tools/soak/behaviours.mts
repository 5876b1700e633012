import { protocol } from '../hosts/simulator.mts';
import type { Reply } from '../../protocol/index.ts';

/** What the flows under load do with a request. */
export const BEHAVIOURS = [
	'approve',
	'reject',
	'fail',
	'hang',
	'answer twice',
	'a branch fails',
	'a list that cannot be read',
] as const;

export type Behaviour = (typeof BEHAVIOURS)[number];

/** Seconds, as set at every trigger; a flow that hangs goes on after it. */
export const ANSWER_WITHIN_S = 2;
export const HANGS_FOR_S = 4;

export const WELCOME = 'Welcome.';
export const NOT_TODAY = 'Not today.';

const DECISIONS: Readonly<Record<Behaviour, Reply>> = {
	approve: { code: 'SUCCESS', visitorNotes: WELCOME },
	reject: { code: 'REJECTED', rejectionMessage: NOT_TODAY },
	fail: fallback(),
	hang: fallback(),
	'answer twice': { code: 'SUCCESS', visitorNotes: WELCOME },
	'a branch fails': { code: 'SUCCESS', visitorNotes: WELCOME },
	'a list that cannot be read': { code: 'REJECTED', rejectionMessage: NOT_TODAY },
};

/** What a reply to an event was. */
export type Fate = 'the flow decided' | 'fallback' | 'acknowledged' | 'not started' | 'wrong';

/** Compares what came back with what may come: the flow's decision, or the fallback in its place. */
export function fateOf(behaviour: Behaviour, event: string, status: number, body: unknown): Fate {
	const same = (reply: object) => status === 200 && JSON.stringify(body) === JSON.stringify(reply);
	const { waits } = protocol().recogniseEvent(event).type;
	if (!waits) {
		if (same({ code: 'SUCCESS' })) return 'acknowledged';
		return status === 503 ? 'not started' : 'wrong';
	}
	if (same(fallback())) return 'fallback';
	return same(DECISIONS[behaviour]) ? 'the flow decided' : 'wrong';
}

function fallback(): Reply {
	return { code: 'REJECTED', rejectionMessage: protocol().DEFAULTS.noAnswerMessage };
}
