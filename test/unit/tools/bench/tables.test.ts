import { latenessTable } from '../../../../tools/bench/deadlines.mts';
import { rounded } from '../../../../tools/bench/findings.mts';
import { timingTable, wrongKeys } from '../../../../tools/bench/keys.mts';
import { growthTable } from '../../../../tools/bench/memory.mts';
import { tableText } from '../../../../tools/bench/tableText.mts';

test.each([
	[0.00154, '0.0015'],
	[0.041, '0.041'],
	[0, '0.00'],
	[-3.456, '-3.46'],
	[34.56, '34.6'],
	[12_345.6, '12,346'],
])('%d is told as %s', (value, text) => {
	expect(rounded(value)).toBe(text);
});

test('growth is told by stretch and by call', () => {
	const memory = [10e6, 12e6, 12e6, 11e6].map((heapUsed) => ({ heapUsed, rss: 50e6 }));
	const { rows } = growthTable('A host', { flow: { callsPerStretch: 1000, memory } });
	expect(rows).toEqual([
		['flow', 'heapUsed', '0.00 bytes (-1,000 to 2,000)', '3,000', '10.0 MB', '11.0 MB'],
		['flow', 'rss', '0.00 bytes (0.00 to 0.00)', '3,000', '50.0 MB', '50.0 MB'],
	]);
});

test('lateness is told from both ends, with the share that is in time', () => {
	const rounds = [{ server: [1, 2, 3, 101], client: [50, 60, 70, 400] }];
	expect(latenessTable([{ host: 'A host', rounds }]).rows).toEqual([
		[
			'A host',
			'4',
			'arrival at the server',
			'75.0 % (75.0 to 75.0)',
			'3.00 ms (3.00 to 3.00)',
			'101 ms (101 to 101)',
			'101 ms',
		],
		[
			'A host',
			'4',
			'sending by the client',
			'75.0 % (75.0 to 75.0)',
			'70.0 ms (70.0 to 70.0)',
			'400 ms (400 to 400)',
			'400 ms',
		],
	]);
});

test('wrong keys are wrong in the way that their name says', () => {
	const KEY = 'a-key-of-sixteen';
	const keys = wrongKeys(KEY, 3);
	const common = (one: string) => [...one].filter((sign, index) => sign === KEY[index]).length;
	const told = Object.entries(keys).map(([way, made]) => [
		way,
		[...new Set(made.map((key) => `${key.length} long, ${common(key)} right`))],
	]);
	expect(Object.fromEntries(told)).toEqual({
		'wrong everywhere': ['16 long, 0 right'],
		'wrong everywhere, once more': ['16 long, 0 right'],
		'wrong in its first character': ['16 long, 15 right'],
		'wrong in its last character': ['16 long, 15 right'],
		'right, but for the last character, which is missing': ['15 long, 15 right'],
		'right, with one character too many': ['17 long, 16 right'],
		'the first half of the right one': ['8 long, 8 right'],
	});
	expect(Object.values(keys).map((made) => made.length)).toEqual(Array(7).fill(3));
	expect(Object.values(keys).flat()).not.toContain(KEY);
});

test('the times of wrong keys are compared with those of keys that are wrong everywhere', () => {
	const slow = Array.from({ length: 30 }, (_, index) => 2 + index / 1000);
	const quick = Array.from({ length: 30 }, (_, index) => 1 + index / 1000);
	const samples = { 'wrong everywhere': quick, other: slow, like: quick };
	expect(timingTable('A check', samples, { unit: ' µs', per: 1000 }).rows).toEqual([
		['other', '1.000', '< 0.001', '2,015 µs', '1,015 µs', '30'],
		['like', '0.000', '1.000', '1,015 µs', '1,015 µs', '30'],
	]);
});

test('the console gets a block of lines for each row', () => {
	const table = {
		title: 'Title',
		head: ['Name', 'Ratio'],
		rows: [
			['a', '1'],
			['b', '2'],
		],
	};
	expect(tableText(table)).toBe('Title\n\n  Name   a\n  Ratio  1\n\n  Name   b\n  Ratio  2');
});
