import { floodTable, type Flood } from '../../../../tools/bench/floodTable.mts';

test('ours is told beside stock, and a check-in that was late or wrong is not counted', () => {
	const ours: Flood = { checkIns: [20, 30, 40, 10_001, 'wrong'], refusedASecond: 8000.4 };
	const stock: Flood = { checkIns: [80, 80, 81], refusedASecond: 4000 };
	const { rows } = floodTable([
		{ host: 'A host', nodes: 'sine', proof: 'signature', flood: ours, beside: stock },
		{ host: 'A host', nodes: 'stock', proof: 'key', flood: stock },
	]);
	expect(rows).toEqual([
		['A host: sine', 'signature', '3 of 5', '0.50', '40.0 ms', '10,001 ms', '8,000'],
		['A host: stock', 'key', '3 of 3', '', '80.0 ms', '81.0 ms', '4,000'],
	]);
});

test('a flood in which nothing was answered right has no times', () => {
	const lost: Flood = { checkIns: ['socket hang up'], refusedASecond: 1 };
	const { rows } = floodTable([{ host: 'A host', nodes: 'sine', proof: 'key', flood: lost }]);
	expect(rows[0]?.slice(2)).toEqual(['0 of 1', '', 'none', 'none', '1.00']);
});
