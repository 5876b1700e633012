import type * as Protocol from '../../protocol/index.ts';

type JsonObject = Protocol.JsonObject;

/** One second after the check-ins of the samples. */
const RECEIVED_AT = Date.parse('2024-07-30T01:43:35Z');
const KEY = 'key of the documentation';
const HEADERS = { 'x-sine-auth': KEY, 'content-type': 'application/json' };

/** Makes the simplified event of a body, as a flow that takes every event would get it. */
export function simplifierOf(protocol: typeof Protocol): (body: JsonObject) => Protocol.SineEvent {
	const events = protocol.EVENT_TYPES.map(({ value }) => value);
	const flow = protocol.readTriggerSettings({ events }, protocol.keyCheckOf({ apiKey: KEY }), '');
	return (body) => {
		const call = { headers: HEADERS, sender: undefined, receivedAt: RECEIVED_AT, testRun: false };
		const outcome = protocol.receive({ ...call, body }, flow);
		if (outcome.kind !== 'deliver') throw new Error(`No flow gets ${JSON.stringify(body)}.`);
		return outcome.event as Protocol.SineEvent;
	};
}
