import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { ShownResults } from '../../../../nodes/SineSimulator/shownResults';
import type { SimulatorResult } from '../../../../protocol';

const resultOf = (...problems: string[]) => ({ problems }) as unknown as SimulatorResult;

function shownOf(results: ShownResults): string[] {
	const shown: string[] = [];
	const addExecutionHints = (...hints: NodeExecutionHint[]) => {
		for (const { type, message } of hints) shown.push(`${type}: ${message}`);
	};
	results.show({ addExecutionHints } as unknown as IExecuteFunctions);
	return shown;
}

test('what the visitor sees stands first, and is no warning where all is well', () => {
	const results = new ShownResults();
	results.add({ headline: { text: 'Approved.', isWarning: false }, result: resultOf() });
	expect(shownOf(results)).toEqual(['info: Approved.']);
});

test('each sentence stands once, and problems follow', () => {
	const results = new ShownResults();
	for (let item = 0; item < 3; item++) {
		results.add({ headline: { text: 'Slow.', isWarning: true }, result: resultOf('It is slow.') });
	}
	expect(shownOf(results)).toEqual(['warning: Slow.', 'warning: It is slow.']);
});

test('many visitors do not fill the panel', () => {
	const results = new ShownResults();
	for (let item = 0; item < 100; item++) {
		results.add({ headline: { text: `No, ${item}.`, isWarning: false }, result: resultOf() });
	}
	const shown = shownOf(results);
	expect(shown).toHaveLength(6);
	expect(shown.at(-1)).toBe('info: 95 other results are in the output.');
});
