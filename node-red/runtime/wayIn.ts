import type { RequestHandler } from 'express';
import { isRead, parseReadBody, readBody, type IncomingCall } from '../../io/http';
import type { Timers } from '../../io/timers';
import { bodyLimitOf, refuseByHead, refuseUnread } from '../../protocol';
import type { Target } from './listener';
import { runMiddleware } from './middleware';
import { atDecisionTime, callOf, endInMiddleware, isOver, refuseCall } from './withoutFlow';

/** What the way in needs of the webhooks. */
interface WayInContext {
	readonly timers: Timers;
	/** What stands in front of every http in. */
	readonly middleware: readonly RequestHandler[];
	/** Who answers a call; `undefined` where it is none of ours. */
	targetOf(call: IncomingCall, route: string): Target | undefined;
	/** Hands on a call whose body has been read. */
	hand(call: IncomingCall, route: string): void;
	report(error: unknown): void;
}

/** Lets calls in: through the middleware, by their heads, and with their bodies read. */
export function wayIn(context: WayInContext): (call: IncomingCall, route: string) => void {
	const { timers, middleware, targetOf, hand, report } = context;
	return middleware.length === 0 ? enter : enterBehindMiddleware;

	function enter(call: IncomingCall, route: string): void {
		const target = targetOf(call, route);
		if (!target) call.next();
		else if (isRead(call.request)) check(call, route, target);
		// What is thrown goes to Express from here too: Node.js would end.
		else read(call, route, target).catch(call.next);
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

	/** Checks a call whose body somebody else has read. */
	function check(call: IncomingCall, route: string, { listener, isKeyKnown }: Target): void {
		const { request } = call;
		const { settings } = listener;
		const refusal = isKeyKnown ? refuseByHead(callOf(call), settings) : undefined;
		const fault = refusal ? undefined : parseReadBody(request, bodyLimitOf(request, settings.keys));
		if (refusal) refuseCall(call, listener, refusal);
		else if (fault) refuseCall(call, listener, refuseUnread(request, settings.keys, fault));
		else hand(call, route);
	}

	/** Reads the body, of calls that may have one. */
	async function read(call: IncomingCall, route: string, target: Target): Promise<void> {
		const { listener, isKeyKnown } = target;
		const { request, response } = call;
		const { settings } = listener;
		const refusal = isKeyKnown ? refuseByHead(callOf(call), settings) : undefined;
		if (refusal) {
			refuseCall(call, listener, refusal);
			return;
		}
		const late = { isRefused: false };
		const cancel = atDecisionTime(timers, call, listener, () => {
			late.isRefused = true;
			refuseCall(call, listener, refuseUnread(request, settings.keys, 'tooSlow'));
		});
		const fault = await readBody(request, bodyLimitOf(request, settings.keys));
		cancel();
		if (late.isRefused || response.headersSent || response.destroyed) return;
		if (fault) refuseCall(call, listener, refuseUnread(request, settings.keys, fault));
		else hand(call, route);
	}
}
