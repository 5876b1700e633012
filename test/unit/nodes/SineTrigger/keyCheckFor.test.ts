import { randomUUID } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';
import { createTimers } from '../../../../io/timers';
import { keyCheckFor } from '../../../../nodes/SineTrigger/keyCheckFor';
import { KEY_HEADER } from '../../../../protocol';

const KEY = 'the-key-of-a-test';
const OTHER = 'the-key-after-it';

const timers = createTimers((error) => {
	throw error;
});

interface TriggerOptions {
	readonly credential?: string;
	readonly workflow?: string;
	readonly answerWithin?: unknown;
}

/** What n8n hands to the calls of one trigger; `read` stands for n8n's reading of the credential. */
function trigger(
	read: () => Promise<object>,
	{ credential = 'key', workflow = randomUUID(), answerWithin = 10 }: TriggerOptions = {},
) {
	return {
		getNode: () => ({
			id: 'node',
			parameters: { answerWithin },
			credentials: { sineWebhookApi: { id: credential } },
		}),
		getWorkflow: () => ({ id: workflow }),
		getCredentials: read,
	} as unknown as IWebhookFunctions;
}

/** The key that the check of a trigger lets in; `null` where there is no check. */
async function keyOf(context: IWebhookFunctions) {
	const keys = await keyCheckFor(context, timers);
	return keys && [KEY, OTHER].find((key) => keys.isKeySent({ [KEY_HEADER]: key }));
}

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

test('calls in a burst read the credential once', async () => {
	const read = jest.fn(async () => ({ apiKey: KEY }));
	const context = trigger(read);
	await expect(Promise.all([keyOf(context), keyOf(context)])).resolves.toEqual([KEY, KEY]);
	await expect(keyOf(context)).resolves.toBe(KEY);
	expect(read).toHaveBeenCalledTimes(1);
});

test('a change of the credential counts a second later', async () => {
	let apiKey = KEY;
	const context = trigger(async () => ({ apiKey }));
	await keyOf(context);
	apiKey = OTHER;
	jest.advanceTimersByTime(999);
	await expect(keyOf(context)).resolves.toBe(KEY);
	jest.advanceTimersByTime(1);
	await expect(keyOf(context)).resolves.toBe(OTHER);
});

test('a credential that cannot be read is read again at the next call', async () => {
	const read = jest
		.fn(async () => ({ apiKey: KEY }))
		.mockRejectedValueOnce(new Error('No such credential'));
	const context = trigger(read);
	await expect(keyOf(context)).resolves.toBeNull();
	await expect(keyOf(context)).resolves.toBe(KEY);
});

test('another credential, and another workflow, has keys of its own', async () => {
	const workflow = 'workflow';
	await keyOf(trigger(async () => ({ apiKey: KEY }), { workflow }));
	const read = async () => ({ apiKey: OTHER });
	await expect(keyOf(trigger(read, { workflow, credential: 'another' }))).resolves.toBe(OTHER);
	await expect(keyOf(trigger(read, { workflow: 'another workflow' }))).resolves.toBe(OTHER);
});

test.each([
	[2, 1950],
	[60, 59_950],
	[100, 59_950],
	[0, 950],
	['={{ 2 }}', 9950],
	[null, 9950],
])(
	'a database that hangs is waited for no longer than the visitor: %p',
	async (answerWithin, ms) => {
		// `AbortSignal.timeout` is beyond the reach of fake timers.
		const after = jest.fn((_milliseconds: number, _giveUp: () => void) => () => undefined);
		const hanging = trigger(() => new Promise(() => undefined), { answerWithin });
		const reading = keyCheckFor(hanging, { after });
		expect(after.mock.calls).toEqual([[ms, expect.any(Function)]]);
		after.mock.calls[0]?.[1]();
		await expect(reading).resolves.toBeNull();
	},
);
