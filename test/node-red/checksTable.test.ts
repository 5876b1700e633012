import { CHECK_CASES } from '../tables/checks';
import type { CheckCase } from '../tables/checkCase';
import { inARow, KEY, onTab, set, sineIn, sineRespond, type FlowNode } from './nodes';
import { TestNodeRed } from './server';

interface Played extends CheckCase {
	readonly title: string;
	readonly row: readonly FlowNode[];
	readonly path: string;
	readonly answer: FlowNode;
}

/** A text is stored in the node, as if it was pasted; rows come in the message. */
function play(one: CheckCase, source: 'stored' | 'message'): Played {
	const entry = sineIn();
	const lists: unknown[] = [];
	const checks = Array.isArray(one.checks)
		? one.checks.map((check: Readonly<Record<string, unknown>>) => {
				if (check?.list === undefined) return check;
				const { list } = check;
				if (source === 'stored' && typeof list === 'string') return { ...check, listType: 'str' };
				lists.push(list);
				return { ...check, listType: 'msg', list: `lists[${lists.length - 1}]` };
			})
		: one.checks;
	const answer = sineRespond({ decision: 'CHECKS', checks });
	const title = `${one.name}, ${source === 'stored' ? 'pasted' : 'from the message'}`;
	const row = inARow(entry, set('lists', JSON.stringify(lists), 'json'), answer);
	return { ...one, title, row, path: entry.path, answer };
}

const nodeRed = new TestNodeRed('5');
const cases = (['stored', 'message'] as const).flatMap((source) =>
	CHECK_CASES.map((one) => play(one, source)),
);

beforeAll(async () => {
	await nodeRed.start();
	await nodeRed.deploy(KEY, ...cases.flatMap(({ row }) => onTab(row)));
}, 300_000);

afterAll(() => nodeRed.stop());

test.each(cases)('$title', async ({ body, path, letsIn, reply, why, faultAt, answer }) => {
	const received = await nodeRed.send({ path }, { body });
	expect(received).toMatchObject({
		status: 200,
		body: JSON.stringify(reply),
		decidedBy: why ? `flow; why=${why}` : 'flow',
	});
	expect(received.body.startsWith('{"code":"SUCCESS"')).toBe(letsIn);
	if (faultAt === undefined) return;
	const shown = [`check ${faultAt}`, faultAt, faultAt.replace(/^\w+ /, '#'), 'correct the checks'];
	await nodeRed.waitFor(
		`a badge about ${faultAt}, not ${nodeRed.badges(answer).join()}`,
		async () => shown.includes(nodeRed.badges(answer).at(-1) ?? ''),
	);
});
