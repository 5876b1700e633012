import { Agent, request } from 'node:http';
import type { Target } from './load.mts';

/** Calls a target many times at once, each on a connection of its own; tells the milliseconds of each. */
export async function burst(target: Target, calls: number): Promise<number[]> {
	const agent = new Agent({ maxSockets: Infinity });
	return await Promise.all(Array.from({ length: calls }, () => callOn(agent, target)));
}

/**
 * One call, from before it is sent to the end of its answer, in milliseconds. Throws when the answer
 * is not the right one.
 *
 * @param status of the right answer
 */
export function callOn(agent: Agent, target: Target, status = 200): Promise<number> {
	const { url, headers, body, answer } = target;
	return new Promise((resolve, reject) => {
		const begin = performance.now();
		const call = request(url, { method: 'POST', agent, headers }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
			response.on('error', reject);
			response.on('end', () => {
				const milliseconds = performance.now() - begin;
				if (response.statusCode === status && text === answer) resolve(milliseconds);
				else reject(new Error(`${url} answered ${response.statusCode} ${text}`));
			});
		});
		call.on('error', reject);
		call.end(body);
	});
}
