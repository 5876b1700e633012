import type { IWebhookFunctions } from 'n8n-workflow';
import type { Alarms } from '../../clock/alarms';
import type { Keys } from '../../protocol';

/**
 * To read a credential, n8n makes an isolate of its expression engine, which costs as much as the
 * rest of a call. A burst of calls reads it once, and a change counts a second later.
 */
const KEPT_MS = 1000;

/** Longer than a database takes that only is busy. */
const WITHIN_MS = 10_000;

const kept = new Map<string, { readonly until: number; readonly keys: Promise<Keys> }>();

/**
 * The keys of the node's credential; `null` when they cannot be read, or not in time: Sine does not
 * wait for a database that hangs.
 */
export function keysOf(context: IWebhookFunctions, alarms: Alarms): Promise<Keys | null> {
	return new Promise((resolve) => {
		const settle = (keys: Keys | null) => {
			cancel();
			resolve(keys);
		};
		const cancel = alarms.after(WITHIN_MS, () => {
			settle(null);
		});
		read(context).then(settle, () => {
			settle(null);
		});
	});
}

async function read(context: IWebhookFunctions): Promise<Keys> {
	const node = context.getNode();
	const id = [context.getWorkflow().id, node.id, node.credentials?.sineWebhookApi?.id].join();
	const now = performance.now();
	const known = kept.get(id);
	if (known && now < known.until) return await known.keys;
	for (const [other, { until }] of kept) if (until <= now) kept.delete(other);
	const keys = context.getCredentials<Keys>('sineWebhookApi');
	kept.set(id, { until: now + KEPT_MS, keys });
	keys.catch(() => kept.delete(id));
	return await keys;
}
