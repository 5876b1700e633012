import type { ICredentialTestFunctions } from 'n8n-workflow';
import { SineWebhookApi } from '../../../credentials/SineWebhookApi.credentials';
import { credentialTest } from '../../../nodes/credentialTest';
import { SineSimulator } from '../../../nodes/SineSimulator/SineSimulator.node';
import { SineTrigger } from '../../../nodes/SineTrigger/SineTrigger.node';

const check = async (data: Record<string, string>) => {
	const credential = { id: '1', name: 'Sine', type: 'sineWebhookApi', data };
	const nothing = {} as ICredentialTestFunctions;
	return await credentialTest.sineWebhookApiTest.call(nothing, credential);
};

test('is good with a long key', async () => {
	expect(await check({ apiKey: '0123456789abcdef', previousApiKey: '' })).toEqual({
		status: 'OK',
		message: 'The key has a good form. The first call from Sine proves it.',
	});
});

test.each([
	[{ apiKey: '' }, /is empty/],
	[{ apiKey: 'short' }, /too short/],
	[{ apiKey: '0123456789 abcdef' }, /space/],
	[{ apiKey: '0123456789abcdef\n' }, /line break/],
	[{ apiKey: 'x-sine-auth: 0123456789abcdef' }, /header name/],
	[{ apiKey: '0123456789abcdef', previousApiKey: 'short' }, /too short/],
])('%j is not', async (data, message) => {
	const result = await check(data);
	expect(result).toEqual({ status: 'Error', message: expect.stringMatching(message) as string });
	expect(result.message).not.toContain('0123456789');
});

test('hides its keys, and only our nodes may use it', () => {
	const { properties, supportedNodes, restrictToSupportedNodes } = new SineWebhookApi();
	const hidden = properties.filter((entry) => entry.typeOptions?.password === true);
	expect(hidden.map(({ name }) => name)).toEqual(['apiKey', 'previousApiKey']);
	expect(supportedNodes).toEqual(['sineTrigger', 'sineSimulator']);
	expect(restrictToSupportedNodes).toBe(true);
});

test.each([SineTrigger, SineSimulator])('tests it for %p', (Node) => {
	const { description, methods } = new Node();
	expect(description.credentials).toEqual([
		{ name: 'sineWebhookApi', required: true, testedBy: 'sineWebhookApiTest' },
	]);
	expect(methods.credentialTest).toBe(credentialTest);
});
