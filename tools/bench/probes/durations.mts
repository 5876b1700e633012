// Preloaded into a host: tells how long each POST took, from its head to the writing of its answer.
import { subscribe } from 'node:diagnostics_channel';
import { ServerResponse, type IncomingMessage } from 'node:http';
import { answerWith } from './door.mts';

const receivedAt = new WeakMap<IncomingMessage, number>();
let durations: number[] = [];

subscribe('http.server.request.start', (message) => {
	const { request } = message as { request: IncomingMessage };
	if (request.method === 'POST') receivedAt.set(request, performance.now());
});

// Not the event "finish": it comes when everything that is due at the same moment is done.
const { end } = ServerResponse.prototype;
ServerResponse.prototype.end = function (
	this: ServerResponse<IncomingMessage>,
	...args: unknown[]
) {
	Reflect.apply(end, this, args);
	const begin = receivedAt.get(this.req);
	if (begin !== undefined) durations.push(performance.now() - begin);
	receivedAt.delete(this.req);
	return this;
};

answerWith(() => {
	const told = durations;
	durations = [];
	return told;
});
