import type { Findings } from '../../../../tools/fuzz/fuzz.mts';
import { kindsOf, linesOf, violationsOf } from '../../../../tools/soak/report.mts';
import type { HostReport } from '../../../../tools/soak/soakHost.mts';

const findings: Findings = {
	target: 'n8n',
	seed: 1,
	requests: 3,
	answers: new Map([['200 SUCCESS', 3]]),
	kinds: new Map([['a wrong key', 2]]),
	runs: 3,
	violations: [],
};
const report: HostReport = {
	name: 'n8n',
	load: {
		fates: new Map([['approve: the flow decided', 2]]),
		latencies: [30, 10, 20],
		pastDeadline: [5],
		problems: [],
	},
	fuzz: [findings, findings],
	redeploys: 10,
	memory: [100.4, 101],
	problems: [],
};
const violation = { target: 'n8n', seed: 1, problems: ['The server has ended.'] };

test('figures are added up', () => {
	expect(linesOf(report)).toEqual([
		'',
		'n8n',
		'  Load: 3 events',
		'         2  approve: the flow decided',
		'    answered after p50 20 ms, p99 20 ms, worst 30 ms',
		'    past the deadline, where the flow hangs: p50 5 ms, p99 5 ms, worst 5 ms',
		'  Redeploys under it: 10',
		'  Fuzz: 6 requests, 6 runs',
		'         6  200 SUCCESS',
		'  Memory at rest, in MB: 100, 101',
		'  Violations: none',
	]);
	expect(kindsOf([report, report])).toContain('         8  a wrong key');
});

test.each<[string, Partial<HostReport>]>([
	['the load', { load: { ...report.load, problems: ['It was late.'] } }],
	['the fuzzer', { fuzz: [findings, { ...findings, violations: [violation] }] }],
	['the host', { problems: ['The memory grew.'] }],
])('what %s found counts, and is shown', (_, found) => {
	const broken = { ...report, ...found };
	expect(violationsOf(broken)).toHaveLength(1);
	expect(linesOf(broken)).toContain('  Violations: 1');
	expect(linesOf(broken).at(-1)).toContain(violationsOf(broken)[0]);
});
