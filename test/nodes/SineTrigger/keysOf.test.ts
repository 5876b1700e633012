import { randomUUID } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';
import { alarmClock } from '../../../clock/alarms';
import { keysOf as keysOfContext } from '../../../nodes/SineTrigger/keysOf';

const KEYS = { apiKey: 'the-key-of-a-test' };

const alarms = alarmClock();
const keysOf = (context: IWebhookFunctions) => keysOfContext(context, alarms);

/** What n8n hands to the calls of one trigger; `read` stands for n8n's reading of the credential. */
function trigger(read: () => Promise<object>, credential = 'key', workflow: string = randomUUID()) {
	return {
		getNode: () => ({ id: 'node', credentials: { sineWebhookApi: { id: credential } } }),
		getWorkflow: () => ({ id: workflow }),
		getCredentials: read,
	} as unknown as IWebhookFunctions;
}

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

test('calls in a burst read the credential once', async () => {
	const read = jest.fn(async () => KEYS);
	const context = trigger(read);
	await expect(Promise.all([keysOf(context), keysOf(context)])).resolves.toEqual([KEYS, KEYS]);
	await expect(keysOf(context)).resolves.toEqual(KEYS);
	expect(read).toHaveBeenCalledTimes(1);
});

test('a change of the credential counts a second later', async () => {
	let keys = KEYS;
	const context = trigger(async () => keys);
	await keysOf(context);
	keys = { apiKey: 'the-key-after-it' };
	jest.advanceTimersByTime(999);
	await expect(keysOf(context)).resolves.toEqual(KEYS);
	jest.advanceTimersByTime(1);
	await expect(keysOf(context)).resolves.toEqual(keys);
});

test('a credential that cannot be read is read again at the next call', async () => {
	const read = jest.fn(async () => KEYS).mockRejectedValueOnce(new Error('No such credential'));
	const context = trigger(read);
	await expect(keysOf(context)).resolves.toBeNull();
	await expect(keysOf(context)).resolves.toEqual(KEYS);
});

test('another credential, and another workflow, has keys of its own', async () => {
	const workflow = 'workflow';
	await keysOf(trigger(async () => KEYS, 'key', workflow));
	const others = { apiKey: 'the-key-of-another' };
	const read = async () => others;
	await expect(keysOf(trigger(read, 'another key', workflow))).resolves.toEqual(others);
	await expect(keysOf(trigger(read, 'key', 'another workflow'))).resolves.toEqual(others);
});
