import { linesOf, summary } from '../../../../../tools/commands/simulator/summary.mts';
import type { SimulatorResult } from '../../../../../protocol';

const FALLBACK = 'We could not complete your check-in.';

function result(more: Partial<SimulatorResult>): SimulatorResult {
	return {
		accepted: false,
		visitorSees: '',
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
	const report = summary(FALLBACK);
	for (let count = 0; count < 97; count++) report.add(result({ accepted: true }));
	report.add(rejected('No induction.'));
	report.add(rejected(FALLBACK));
	report.add(result({ status: 500, problems: ['The status is 500.'], milliseconds: 2000 }));

	const figures = report.figures();
	expect(figures).toMatchObject({
		count: 100,
		fates: { accepted: 97, rejected: 1, fallback: 1, unanswered: 1 },
		latency: { p50: 10, p90: 10, p99: 10 },
		breaches: { 'The status is 500.': 1 },
	});
	expect(linesOf(figures, 12.34)).toEqual([
		'100 events in 12.3 s',
		'      97  accepted',
		'       1  rejected by the flow',
		'       1  given the answer for "If no answer"',
		'       1  without an answer that Sine understands',
		expect.stringMatching(/^Latency: p50 10 ms, p90 10 ms, p99 10 ms, longest 2\d{3} ms$/),
		'Breaches of the rules of Sine:',
		'       1  The status is 500.',
	]);
});

test('answers that took too long count as one breach, however long they took', () => {
	const report = summary(FALLBACK);
	for (const took of ['10.1', '12.9']) {
		const problems = [`The answer took ${took} seconds, more than 10.`];
		report.add(result({ accepted: true, problems }));
	}
	expect(report.figures().breaches).toEqual({
		'The answer took too many seconds, more than 10.': 2,
	});
});

test('says so when nothing was answered', () => {
	expect(linesOf(summary(FALLBACK).figures(), 1)).toEqual(['No event was answered.']);
});
