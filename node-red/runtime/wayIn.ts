import type { RequestHandler } from 'express';
import { isRead, parseReadBody, readBody, type IncomingCall } from '../../io/http';
import type { Timers } from '../../io/timers';
import { bodyLimitOf, refuseByHead, refuseUnread } from '../../protocol';
import type { Target } from './listener';
import { runMiddleware } from './middleware';
import { atDecisionTime, callOf, endInMiddleware, isOver, refuseCall } from './withoutFlow';

interface WayInContext {
	readonly timers: Timers;
	readonly middleware: readonly RequestHandler[];
	targetOf(call: IncomingCall, route: string): Target | undefined;
	dispatch(call: IncomingCall, route: string): void;
	report(error: unknown): void;
}

/** Takes each call through the middleware, checks its headers, and reads its body. */
export function wayIn(context: WayInContext): (call: IncomingCall, route: string) => void {
	const { timers, middleware, targetOf, dispatch, report } = context;
	return middleware.length === 0 ? enter : enterBehindMiddleware;

	function enter(call: IncomingCall, route: string): void {
		const target = targetOf(call, route);
		if (!target) call.next();
		else if (isRead(call.request)) checkReadCall(call, route, target);
		// A rejected promise would end the process.
		else readAndCheck(call, route, target).catch(call.next);
	}

	function enterBehindMiddleware(call: IncomingCall, route: string): void {
		const target = targetOf(call, route);
		if (!target) {
			call.next();
			return;
		}
		const cancel = atDecisionTime(timers, call, target.listener, () => {
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

	function checkReadCall(
		call: IncomingCall,
		route: string,
		{ listener, isKeyKnown }: Target,
	): void {
		const { request } = call;
		const { settings } = listener;
		const refusal = isKeyKnown ? refuseByHead(callOf(call), settings) : undefined;
		const fault = refusal ? undefined : parseReadBody(request, bodyLimitOf(request, settings.keys));
		if (refusal) refuseCall(call, listener, refusal);
		else if (fault) refuseCall(call, listener, refuseUnread(request, settings.keys, fault));
		else dispatch(call, route);
	}

	async function readAndCheck(call: IncomingCall, route: string, target: Target): Promise<void> {
		const { listener, isKeyKnown } = target;
		const { request, response } = call;
		const { settings } = listener;
		const refusal = isKeyKnown ? refuseByHead(callOf(call), settings) : undefined;
		if (refusal) {
			refuseCall(call, listener, refusal);
			return;
		}
		const timeout = { isOver: false };
		const cancel = atDecisionTime(timers, call, listener, () => {
			timeout.isOver = true;
			refuseCall(call, listener, refuseUnread(request, settings.keys, 'tooSlow'));
		});
		const fault = await readBody(request, bodyLimitOf(request, settings.keys));
		cancel();
		if (timeout.isOver || response.headersSent || response.destroyed) return;
		if (fault) refuseCall(call, listener, refuseUnread(request, settings.keys, fault));
		else dispatch(call, route);
	}
}
