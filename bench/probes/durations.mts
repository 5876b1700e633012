// Preloaded into a host: tells how long each POST took, from its head to the end of its answer.
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { answerWith } from './door.mts';

const receivedAt = new WeakMap<IncomingMessage, number>();
let durations: number[] = [];

const requestOf = (message: unknown) => (message as { request: IncomingMessage }).request;

subscribe('http.server.request.start', (message) => {
	receivedAt.set(requestOf(message), performance.now());
});
subscribe('http.server.response.finish', (message) => {
	const request = requestOf(message);
	const begin = receivedAt.get(request);
	if (request.method === 'POST' && begin !== undefined) durations.push(performance.now() - begin);
});

answerWith(() => {
	const told = durations;
	durations = [];
	return told;
});
