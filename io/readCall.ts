import { isOver, isRead, parseReadBody, readRequestBody, type IncomingCall } from './http';
import type { Timers } from './timers';
import {
	bodyLimitOf,
	decisionTime,
	refuseByHead,
	refuseUnread,
	type Call,
	type Refusal,
	type TriggerSettings,
} from '../protocol';

interface ReadingContext {
	readonly timers: Timers;
	/** Without it, nothing is refused by the head alone. */
	readonly isKeyKnown: boolean;
	refuse(refusal: Refusal): void;
	/** Gets the call with its body. Not called where the connection has ended. */
	accept(): void;
}

export function readCall(
	call: IncomingCall,
	settings: TriggerSettings,
	context: ReadingContext,
): void {
	if (isRead(call.request)) checkReadCall(call, settings, context);
	// A rejected promise would end the process.
	else readAndCheck(call, settings, context).catch(call.next);
}

function refusalByHead(
	call: IncomingCall,
	settings: TriggerSettings,
	{ isKeyKnown }: ReadingContext,
): Refusal | undefined {
	return isKeyKnown ? refuseByHead(callOf(call), settings) : undefined;
}

function checkReadCall(
	call: IncomingCall,
	settings: TriggerSettings,
	context: ReadingContext,
): void {
	const { request } = call;
	const { keys } = settings;
	const refusal = refusalByHead(call, settings, context);
	const fault = refusal ? undefined : parseReadBody(request, bodyLimitOf(request, keys));
	if (refusal) context.refuse(refusal);
	else if (fault) context.refuse(refuseUnread(request, keys, fault));
	else context.accept();
}

async function readAndCheck(
	call: IncomingCall,
	settings: TriggerSettings,
	context: ReadingContext,
): Promise<void> {
	const { request } = call;
	const { keys } = settings;
	const { timers, refuse, accept } = context;
	const refusal = refusalByHead(call, settings, context);
	if (refusal) {
		refuse(refusal);
		return;
	}
	const timeout = { isOver: false };
	const cancel = atDecisionTime(timers, call, settings, () => {
		timeout.isOver = true;
		refuse(refuseUnread(request, keys, 'tooSlow'));
	});
	const fault = await readRequestBody(request, bodyLimitOf(request, keys));
	cancel();
	if (timeout.isOver || isOver(call)) return;
	if (fault) refuse(refuseUnread(request, keys, fault));
	else accept();
}

export function atDecisionTime(
	timers: Timers,
	{ startedAt }: IncomingCall,
	{ answerWithin }: TriggerSettings,
	callback: () => void,
): () => void {
	return timers.after(startedAt + decisionTime(answerWithin) - performance.now(), callback);
}

export function callOf({ request, receivedAt }: IncomingCall): Call {
	return {
		headers: request.headers,
		sender: request.ip,
		body: request.body as unknown,
		receivedAt,
		testRun: false,
	};
}
