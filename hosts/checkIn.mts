import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Protocol from '../protocol/index.ts';

const EVENT = 'signin_before';
const GIVE_UP_AFTER_MS = 70_000;

/** Simulates that Jane Doe checks in, and tells what Sine would make of the answer. */
export async function checkIn(
	url: string,
	apiKey: string,
	company: string | null,
): Promise<Protocol.Verdict> {
	const { buildBody, isJsonObject, judge } = protocol();
	const body = buildBody({ event: EVENT, at: Date.now(), id: randomUUID() });
	if (isJsonObject(body.data)) body.data.company = company;
	return judge(await sendAsSine(url, apiKey, body), { event: EVENT });
}

/** Sends a body to a webhook as Sine would. Never throws. */
export async function sendAsSine(
	url: string,
	apiKey: string,
	body: Protocol.JsonObject,
): Promise<Protocol.Exchange> {
	const begin = performance.now();
	const milliseconds = () => Math.round(performance.now() - begin);
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: protocol().buildHeaders(apiKey),
			body: JSON.stringify(body),
			redirect: 'manual',
			signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
		});
		return {
			status: response.status,
			contentType: response.headers.get('content-type') ?? '',
			body: await response.text(),
			milliseconds: milliseconds(),
		};
	} catch (error) {
		return { error: String(error), milliseconds: milliseconds() };
	}
}

/** The protocol as it is built and shipped. */
export function protocol(): typeof Protocol {
	return createRequire(import.meta.url)('../dist/protocol/index.js') as typeof Protocol;
}
