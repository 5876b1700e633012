import type { IWebhookFunctions } from 'n8n-workflow';
import { SineTrigger } from '../../../../nodes/SineTrigger/SineTrigger.node';
import { KEYS } from '../../../tables/requests';

/** What n8n hands over for a call with a wrong key, and what is written to its response. */
function wrongCall() {
	const request = {
		headers: { 'x-sine-auth': 'a key that is not this one' },
		body: { large: true } as unknown,
		rawBody: Buffer.from('{"large":true}') as unknown,
	};
	const end = jest.fn();
	const headers = { setHeader: jest.fn(), removeHeader: jest.fn() };
	const response = { headersSent: false, statusCode: 0, ...headers, end };
	const context = {
		getRequestObject: () => request,
		getResponseObject: () => response,
		getBodyData: () => request.body,
		getMode: () => 'webhook',
		getNode: () => ({ id: 'node', name: 'Sine Trigger', parameters: {} }),
		getWorkflow: () => ({ id: 'workflow', name: 'Visitors' }),
		getCredentials: async () => KEYS,
		logger: { warn: () => undefined },
	} as unknown as IWebhookFunctions;
	return { context, request, response };
}

test('calls of a flood wait for their refusal, and n8n is done with them at once', async () => {
	const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
	const { webhook } = new SineTrigger();
	const calls = Array.from({ length: 80 }, wrongCall);
	const results = await Promise.all(calls.map(({ context }) => webhook.call(context)));
	expect(results).toEqual(Array(80).fill({ noWebhookResponse: true }));
	const answered = calls.filter(({ response }) => response.end.mock.calls.length > 0);
	expect(answered.map(({ response }) => response.statusCode)).toEqual(Array(51).fill(401));
	for (const { request } of calls) expect(request.body ?? request.rawBody).toBeUndefined();
	clock.mockRestore();
});
