import { refuse } from '../../protocol/refusal';
import { refusalLog } from '../../protocol/refusalLog';

const { log: line } = refuse('wrongKey');
const counted = (count: string) => ({ ...line, message: `${line.message} (and ${count})` });

test('logs the first refusal at once', () => {
	expect(refusalLog().add('wrongKey', line, 0)).toEqual(line);
});

test('counts those within a second, and tells the number with the next line', () => {
	const log = refusalLog();
	log.add('wrongKey', line, 5000);
	for (let call = 0; call < 37; call++) {
		expect(log.add('wrongKey', line, 5000 + call * 27)).toBeUndefined();
	}
	expect(log.add('wrongKey', line, 17_000)).toEqual(counted('37 more in the last 12 seconds'));
	expect(log.add('wrongKey', line, 17_999)).toBeUndefined();
	expect(log.add('wrongKey', line, 18_000)).toEqual(counted('1 more in the last second'));
	expect(log.add('wrongKey', line, 19_000)).toEqual(line);
});

test('keeps reasons apart', () => {
	const log = refusalLog();
	const other = refuse('notJson').log;
	expect(log.add('wrongKey', line, 0)).toEqual(line);
	expect(log.add('notJson', other, 1)).toEqual(other);
	expect(log.add('wrongKey', line, 2)).toBeUndefined();
});

test('logs the latest line of those that it keeps back', () => {
	const log = refusalLog();
	const from = (address: string) => refuse('wrongAddress', address).log;
	log.add('wrongAddress', from('a'), 0);
	log.add('wrongAddress', from('b'), 1);
	log.add('wrongAddress', from('c'), 2);
	expect(log.takeDue(1000).map(({ message }) => message)).toEqual([
		`${from('c').message} (and 1 more in the last second)`,
	]);
});

test('gives the lines that are due to a timer', () => {
	const log = refusalLog();
	expect(log.dueAt()).toBeUndefined();
	log.add('wrongKey', line, 100);
	expect(log.dueAt()).toBeUndefined();
	log.add('wrongKey', line, 200);
	log.add('notJson', line, 300);
	log.add('notJson', line, 400);
	expect(log.dueAt()).toBe(1100);
	expect(log.takeDue(1099)).toEqual([]);
	expect(log.takeDue(1100)).toEqual([line]);
	expect(log.dueAt()).toBe(1300);
	expect(log.add('wrongKey', line, 1200)).toBeUndefined();
	expect(log.takeDue(1300)).toEqual([line]);
	expect(log.takeDue(2100)).toEqual([line]);
	expect(log.dueAt()).toBeUndefined();
});

test('gives all lines to a node that stops', () => {
	const log = refusalLog();
	for (const now of [0, 10, 20, 30]) log.add('wrongKey', line, now);
	expect(log.takeAll(40)).toEqual([counted('2 more in the last second')]);
	expect(log.takeAll(50)).toEqual([]);
});

test('keeps nothing back when the clock is set back', () => {
	const log = refusalLog();
	log.add('wrongKey', line, 1_000_000);
	expect(log.add('wrongKey', line, 10)).toEqual(line);
	expect(log.add('wrongKey', line, 20)).toBeUndefined();
});
