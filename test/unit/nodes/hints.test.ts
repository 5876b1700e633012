import type { IExecuteFunctions } from 'n8n-workflow';
import { showHints } from '../../../nodes/hints';
import { nodeError } from '../../../nodes/nodeError';

const MARKUP = '<a href="https://evil.example">&lt;b&gt;</a>';

test('a hint is text where n8n reads HTML', () => {
	const addExecutionHints = jest.fn();
	showHints({ addExecutionHints } as unknown as IExecuteFunctions, [MARKUP, 'Plain']);
	const shown = { type: 'warning', location: 'outputPane' };
	expect(addExecutionHints.mock.calls).toEqual([
		[
			{
				...shown,
				message: '&lt;a href="https://evil.example"&gt;&amp;lt;b&amp;gt;&lt;/a&gt;',
			},
			{ ...shown, message: 'Plain' },
		],
	]);
});

test.each([MARKUP, new Error(MARKUP)])('an error is no markup, wherever it is shown', (cause) => {
	const context = { getNode: () => ({ name: 'Respond to Sine' }) } as unknown as IExecuteFunctions;
	const { message, context: about } = nodeError(context, cause, { itemIndex: 3 });
	expect(message).toBe('‹a href="https://evil.example"›&lt;b&gt;‹/a›');
	expect(about.itemIndex).toBe(3);
});
