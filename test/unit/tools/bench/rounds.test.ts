import { inTurn, shuffled } from '../../../../tools/bench/rounds.mts';

test('every contender is measured each round, in turn, and the first round does not count', async () => {
	const order: string[] = [];
	const contender = (name: string) => () => {
		order.push(name);
		return order.length;
	};
	const results = await inTurn({ a: contender('a'), b: contender('b') }, 3);
	expect(order).toEqual(['b', 'a', 'a', 'b', 'b', 'a', 'a', 'b']);
	expect(results).toEqual({ a: [3, 6, 7], b: [4, 5, 8] });
});

test('another order can be asked for', async () => {
	const order: string[] = [];
	const contender = (name: string) => async () => order.push(name);
	await inTurn({ a: contender('a'), b: contender('b') }, 1, (items) => [...items].reverse());
	expect(order).toEqual(['b', 'a', 'b', 'a']);
});

test('shuffling loses nothing and leaves its input as it is', () => {
	const items = Object.freeze([1, 2, 3, 4]);
	expect(shuffled(items).sort()).toEqual([1, 2, 3, 4]);
});

test('what fails ends the rounds', async () => {
	const fails = async () => Promise.reject(new Error('no answer'));
	await expect(inTurn({ fails }, 1)).rejects.toThrow('no answer');
});
