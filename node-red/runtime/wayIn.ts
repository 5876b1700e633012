import type { RequestHandler } from 'express';
import { isOver, type IncomingCall } from '../../io/http';
import { atDecisionTime, readCall } from '../../io/readCall';
import type { Timers } from '../../io/timers';
import type { CallTaker } from './listener';
import { runMiddleware } from './middleware';
import { endInMiddleware, refuseCall } from './withoutFlow';

interface WayInContext {
	readonly timers: Timers;
	readonly middleware: readonly RequestHandler[];
	targetOf(call: IncomingCall, route: string): CallTaker | undefined;
	dispatch(call: IncomingCall, route: string): void;
	report(error: unknown): void;
}

export function wayIn(context: WayInContext): (call: IncomingCall, route: string) => void {
	const { timers, middleware, targetOf, dispatch, report } = context;
	return middleware.length === 0 ? enter : enterBehindMiddleware;

	function enter(call: IncomingCall, route: string): void {
		const target = targetOf(call, route);
		if (!target) {
			call.next();
			return;
		}
		const { listener, isKeyKnown } = target;
		readCall(call, listener.settings, {
			timers,
			isKeyKnown,
			refuse(refusal) {
				refuseCall(call, listener, refusal);
			},
			accept() {
				dispatch(call, route);
			},
		});
	}

	function enterBehindMiddleware(call: IncomingCall, route: string): void {
		const target = targetOf(call, route);
		if (!target) {
			call.next();
			return;
		}
		const cancel = atDecisionTime(timers, call, target.listener.settings, () => {
			if (!isOver(call)) endInMiddleware(call, target);
		});
		const leave: IncomingCall['next'] = (error) => {
			cancel();
			call.next(error);
		};
		call.response.once('close', cancel);
		const pass = () => {
			cancel();
			if (!isOver(call)) enter(call, route);
		};
		runMiddleware(middleware, { ...call, next: leave }, pass, report);
	}
}
