import type { NodeAPI } from 'node-red';
import {
	callSummary,
	decidedByText,
	deciding,
	isJsonObject,
	isSigned,
	parseJson,
	recogniseEvent,
	type Effect,
	type HttpResponse,
	type TriggerSettings,
} from '../../protocol';
import type { IncomingCall } from '../../io/http';
import { callOf } from '../../io/readCall';
import type { CallLog, LoggedCall } from './callLog';

/** `undefined` for a response that nobody decided, such as a refusal. */
export function loggedCall(
	call: IncomingCall,
	{ body, decidedBy }: HttpResponse,
	{ keys }: TriggerSettings,
	keepNames: boolean,
): LoggedCall | undefined {
	if (!decidedBy) return undefined;
	const { visitor, ...summary } = callSummary(call.request.body);
	const reply = parseJson(body);
	const code = isJsonObject(reply) ? reply.code : undefined;
	return {
		...summary,
		at: call.receivedAt,
		milliseconds: Math.round(performance.now() - call.startedAt),
		code: code === 'SUCCESS' || code === 'REJECTED' ? code : null,
		decidedBy,
		waits: recogniseEvent(summary.event).type.waits,
		simulated: isSigned(callOf(call), keys),
		...(keepNames && { visitor, reply: wordsOf(reply) }),
	};
}

export function serveCallLog(RED: NodeAPI, log: CallLog): void {
	RED.httpAdmin.get(
		'/sine-in/:id/calls',
		RED.auth.needsPermission('sine-in.read'),
		({ params }, response) => {
			const id = String(params.id);
			response.json({ calls: log.callsOf(id).map(shownCall), seen: log.seenBy(id) });
		},
	);
}

function shownCall({ decidedBy, waits, ...call }: LoggedCall) {
	const { event, visitorType, site } = call;
	const sent = { event, data: { visitorType: { name: visitorType }, site: { name: site } } };
	const why = deciding(decidedBy, effectOf(call.code, waits), sent, 'flow')?.why ?? '';
	return { ...call, waits, decidedBy: decidedByText(decidedBy), why };
}

function effectOf(code: LoggedCall['code'], waits: boolean): Effect {
	if (!waits) return 'nobodyWaits';
	return code === 'SUCCESS' ? 'letIn' : 'turnedAway';
}

function wordsOf(reply: unknown): string | null {
	if (!isJsonObject(reply)) return null;
	const { code: _code, ...words } = reply;
	return Object.values(words).join(' / ') || null;
}
