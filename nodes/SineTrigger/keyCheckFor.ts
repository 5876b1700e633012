import type { IWebhookFunctions } from 'n8n-workflow';
import type { Timers } from '../../io/timers';
import {
	decisionTime,
	readTriggerSettings,
	keyCheckOf,
	takenSignatures,
	type KeyCheck,
	type Keys,
} from '../../protocol';

// To read a credential, n8n makes an isolate of its expression engine. So a burst of calls shares
// one reading, and a changed key counts a second later.
const CACHED_MS = 1000;

type Reading = Promise<KeyCheck | null>;

const taken = takenSignatures();

const cache = new Map<string, { readonly until: number; readonly reading: Reading }>();

/** `null` when the keys cannot be read within the time that the visitor may have to wait. */
export function keyCheckFor(context: IWebhookFunctions, timers: Timers): Reading {
	return new Promise((resolve) => {
		const settle = (keys: KeyCheck | null) => {
			cancel();
			resolve(keys);
		};
		const cancel = timers.after(timeToWait(context), () => {
			settle(null);
		});
		readKeys(context).then(settle, () => {
			settle(null);
		});
	});
}

/** No expression is evaluated for a caller whose key has not been checked. */
function timeToWait(context: IWebhookFunctions): number {
	const { answerWithin } = context.getNode().parameters;
	const isNumber = typeof answerWithin === 'number';
	return decisionTime(readTriggerSettings(isNumber ? { answerWithin } : {}, null, '').answerWithin);
}

async function readKeys(context: IWebhookFunctions): Reading {
	const node = context.getNode();
	const id = [context.getWorkflow().id, node.id, node.credentials?.sineWebhookApi?.id].join();
	const now = performance.now();
	const cached = cache.get(id);
	if (cached && now < cached.until) return await cached.reading;
	for (const [other, { until }] of cache) if (until <= now) cache.delete(other);
	const reading = context
		.getCredentials<Keys>('sineWebhookApi')
		.then((keys) => keyCheckOf(keys, taken));
	cache.set(id, { until: now + CACHED_MS, reading });
	reading.catch(() => cache.delete(id));
	return await reading;
}
