import type { Findings } from '../../tools/fuzz/fuzz.mts';

/** What so many requests of the fuzzer must have come to. */
export function testFindings(findings: () => Findings, count: number, seed: number): void {
	test(`${count} requests of seed ${seed} break no promise`, () => {
		expect(findings().violations).toEqual([]);
		expect(findings().requests).toBe(count);
	});

	test('some of them ran the flow, and some were refused', () => {
		expect(findings().runs).toBeGreaterThan(count / 4);
		expect(findings().answers.get('401 ours: wrongKey')).toBeGreaterThan(count / 50);
	});
}
