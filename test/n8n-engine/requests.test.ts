import { SAMPLES } from '../../protocol';
import { workflowOf } from '../servers/n8nWorkflow';
import { decidedByOf } from '../tables/decidedBy';
import { deadlineOf, KEYS, REQUESTS } from '../tables/requests';
import { onOlderEngines } from './engine';

onOlderEngines('answers', (engine) => {
	test.each(REQUESTS)('$name', async (request) => {
		const call = await engine.call({
			flow: workflowOf(request, 'key'),
			keys: KEYS,
			headers: { 'x-sine-auth': KEYS.apiKey, ...request.headers },
			body: request.body ?? SAMPLES.signin_before.body,
		});

		expect(call).toMatchObject({
			...request.answer,
			decidedBy: decidedByOf(request, 'n8nBefore2.38'),
			contentType: 'application/json; charset=utf-8',
		});
		expect(call.run !== null).toBe(request.runs);
		const deadline = deadlineOf(request);
		if (request.atDeadline) expect(call.milliseconds).toBeGreaterThanOrEqual(deadline);
		else expect(call.milliseconds).toBeLessThan(deadline);
	});
});
