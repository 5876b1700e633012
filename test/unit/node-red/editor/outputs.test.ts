import fc from 'fast-check';
import { outputMap } from '../../../../node-red/editor/outputs';

/** Moves wires as Node-RED's editor does when it gets such a map. */
function rewire(map: Readonly<Record<number, number>>, wires: ReadonlyMap<number, string>) {
	const moved = [...wires].map(([output, to]) => [map[output] ?? output, to] as const);
	return new Map(moved.filter(([output]) => output !== -1));
}

const events = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));

test('an event in the middle that is unticked takes its output away', () => {
	expect(outputMap(['a', 'b', 'c'], ['a', 'c'])).toEqual({ 0: 0, 1: -1, 2: 1 });
});

test('a new event stands under a number that no output had', () => {
	expect(outputMap(['a', 'b'], ['a', 'b', 'c'])).toEqual({ 0: 0, 1: 1, 2: 2 });
	expect(outputMap(['a', 'b'], ['b', 'c'])).toEqual({ 0: -1, 1: 0, 2: 1 });
});

test('an event that is unticked and ticked again keeps its wires', () => {
	expect(outputMap(['a', 'b'], ['b', 'a'])).toEqual({ 0: 1, 1: 0 });
});

test('every wire stays on its event, and no other event gets one', () => {
	fc.assert(
		fc.property(events, events, (before, after) => {
			const wires = new Map(before.map((event, output) => [output, `wired to ${event}`]));
			const kept = after.filter((event) => before.includes(event));
			expect(rewire(outputMap(before, after), wires)).toEqual(
				new Map(kept.map((event) => [after.indexOf(event), `wired to ${event}`])),
			);
		}),
	);
});

test('as many outputs are left as events are chosen', () => {
	fc.assert(
		fc.property(events, events, (before, after) => {
			const outputs = Object.values(outputMap(before, after)).filter((output) => output !== -1);
			expect(outputs.sort()).toEqual(after.map((_event, output) => output));
		}),
	);
});
