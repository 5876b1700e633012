import { comparison } from '../../../../tools/bench/comparison.mts';

const load = { connections: 10, amount: 1, figures: ['p50', 'rate'] } as const;
const round = (p50: number, rate: number) => ({ p50, p99: 0, rate });

test('ratios of each round come first, then the figures of all', () => {
	const rounds = {
		ours: [round(2, 300), round(4, 100), round(3, 200)],
		stock: [round(4, 100), round(4, 100), round(2, 100)],
	};
	expect(comparison('A host', [{ load, rounds }], 'ours', ['stock'])).toEqual({
		title: 'A host',
		head: ['At the same time', 'Figure', 'ours ÷ stock', 'ours', 'stock'],
		rows: [
			[
				'10 calls',
				'p50 (less is better)',
				'1.00 (0.50 to 1.50)',
				'3.00 ms (2.00 to 4.00)',
				'4.00 ms (2.00 to 4.00)',
			],
			[
				'10 calls',
				'calls a second (more is better)',
				'2.00 (1.00 to 3.00)',
				'200 (100 to 300)',
				'100 (100 to 100)',
			],
		],
	});
});
