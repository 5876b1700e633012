import type { Timers } from '../../io/timers';
import type { IncomingCall } from '../../io/http';
import { atDecisionTime, callOf } from '../../io/readCall';
import { receive } from '../../protocol';
import type { CallTaker } from './listener';
import { forEachReporting } from './nodeLog';
import { answerWithoutFlow } from './withoutFlow';

/** The key of such a call cannot be checked before the flows have started. */
const MOST_UNCHECKED_CALLS = 100;

interface ParkedCallsContext {
	readonly timers: Timers;
	targetOf(call: IncomingCall, route: string): CallTaker | undefined;
	dispatch(call: IncomingCall, route: string): void;
	report(error: unknown): void;
}

/** Calls that wait until the flows have started again. */
export interface ParkedCalls {
	hold(call: IncomingCall, route: string, target: CallTaker): void;
	release(): void;
	end(): void;
}

interface ParkedCall {
	release(): void;
	end(): void;
}

export function parkedCalls({
	timers,
	targetOf,
	dispatch,
	report,
}: ParkedCallsContext): ParkedCalls {
	const held = new Set<ParkedCall>();
	let unchecked = 0;

	return {
		hold(call, route, { listener, isKeyKnown }) {
			const outcome = receive(callOf(call), listener.settings);
			if (isKeyKnown ? outcome.kind === 'refuse' : unchecked >= MOST_UNCHECKED_CALLS) {
				answerWithoutFlow(call, listener);
				return;
			}
			const leave = () => {
				cancel();
				if (held.delete(entry) && !isKeyKnown) unchecked -= 1;
			};
			const entry: ParkedCall = {
				release() {
					leave();
					dispatch(call, route);
				},
				end() {
					leave();
					const target = targetOf(call, route);
					if (target) answerWithoutFlow(call, target.listener);
					else call.next();
				},
			};
			const cancel = atDecisionTime(timers, call, listener.settings, entry.end);
			held.add(entry);
			if (!isKeyKnown) unchecked += 1;
		},
		release() {
			forEachReporting(held, report, (entry) => {
				entry.release();
			});
		},
		end() {
			forEachReporting(held, report, (entry) => {
				entry.end();
			});
		},
	};
}
