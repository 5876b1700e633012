import { linesOf, summary } from '../../../../../tools/commands/simulator/summary.mts';
import type { SimulatorResult } from '../../../../../protocol';

function result(more: Partial<SimulatorResult>): SimulatorResult {
	return {
		accepted: false,
		visitorSees: '',
		decidedBy: 'flow',
		why: '',
		adminNotes: null,
		visitorNotes: null,
		problems: [],
		status: 200,
		milliseconds: 10,
		request: { method: 'POST', url: '', headers: {}, body: {} },
		reply: null,
		...more,
	};
}

const rejected = (rejectionMessage: string) =>
	result({ reply: { contentType: '', body: { code: 'REJECTED', rejectionMessage } } });

test('counts what became of each event', () => {
	const report = summary();
	for (let count = 0; count < 96; count++) report.add(result({ accepted: true }));
	report.add(rejected('No induction.'));
	report.add({ ...rejected('Sorry.'), decidedBy: 'noAnswer' });
	report.add(result({ accepted: true, decidedBy: 'notAsked' }));
	report.add(
		result({ status: 500, decidedBy: null, problems: ['The status is 500.'], milliseconds: 2000 }),
	);

	const figures = report.figures();
	expect(figures).toMatchObject({
		count: 100,
		fates: { accepted: 96, rejected: 1, noAnswer: 1, notAsked: 1, unreadable: 1 },
		latency: { p50: 10, p90: 10, p99: 10 },
		breaches: { 'The status is 500.': 1 },
	});
	expect(linesOf(figures, 12.34)).toEqual([
		'100 events in 12.3 s',
		'      96  accepted',
		'       1  rejected',
		'       1  given the answer for "If no answer", because the flow gave none',
		'       1  let through, because the flow has no say in it',
		'       1  without a reply that Sine understands',
		expect.stringMatching(/^Latency: p50 10 ms, p90 10 ms, p99 10 ms, longest 2\d{3} ms$/),
		'Breaches of the rules of Sine:',
		'       1  The status is 500.',
	]);
});

test('answers that took too long count as one breach, however long they took', () => {
	const report = summary();
	for (const took of ['10.1', '12.9']) {
		const problems = [`The response took ${took} seconds, more than 10.`];
		report.add(result({ accepted: true, problems }));
	}
	expect(report.figures().breaches).toEqual({
		'The response took too many seconds, more than 10.': 2,
	});
});

test('says so when nothing was answered', () => {
	expect(linesOf(summary().figures(), 1)).toEqual(['No event was answered.']);
});
