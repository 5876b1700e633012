import { createServer } from 'node:http';

/** Answers whoever calls the probe's port with what it looks at. */
export function answerWith(look: () => unknown): void {
	const server = createServer((_request, response) => {
		response.setHeader('Connection', 'close');
		response.end(JSON.stringify(look()));
	});
	// A child of the host finds the port in use; the host alone is looked at.
	server.on('error', () => undefined);
	server.listen(Number(process.env.SINE_BENCH_PROBE_PORT), '127.0.0.1');
	server.unref();
}
