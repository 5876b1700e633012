import { randomUUID } from 'node:crypto';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { CHECK_SETTINGS, SIMULATOR_DEFAULTS, type SimulatorResult } from '../../protocol';
import { definitionOf } from '../helpers/nodeRedPages';
import { KEYS } from '../tables/requests';
import * as nodes from './nodes';
import { inARow, KEY, node, onTab, run, sineIn, sineRespond } from './nodes';
import { onEachNodeRed, type TestNodeRed } from './server';
import { KINDS, variableOf, type Kind, type Row, type Seen } from './variables';
import {
	CHECK,
	DECIDES,
	SINE_IN,
	SINE_RESPOND,
	SINE_SIMULATOR,
	SINE_WEBHOOK,
} from './variableTable';

/** Without blanks, any name is one for Node-RED. */
const VARIABLE = 'SINE.of-the_case';

/** One property with one kind of variable. */
interface Case {
	readonly title: string;
	readonly expected: { readonly seen: Seen; readonly isTold: boolean };
	readonly entries: readonly FlowEntry[];
	/** The node that has the property. */
	readonly id: string;
	see(nodeRed: TestNodeRed): Promise<unknown>;
}

type Make = (
	property: string,
	row: Row,
	held: unknown,
	env: Seen,
) => Omit<Case, 'title' | 'expected'>;

const keyNode = (properties: object = {}) => ({ ...KEY, id: randomUUID(), ...properties });
const decide = (row: Row) => {
	const { flow = DECIDES } = row;
	return flow ? [run(flow), sineRespond({ decision: 'msg' })] : [];
};
const answerAt =
	(path: string, key: string = KEYS.apiKey) =>
	async (nodeRed: TestNodeRed) => {
		const { status, body } = await nodeRed.send({ path }, { headers: { 'x-sine-auth': key } });
		return { status, body: status === 404 ? undefined : (JSON.parse(body) as unknown) };
	};

const sineInCase: Make = (property, row, held, env) => {
	const isKey = property === 'webhook';
	const key = keyNode(isKey ? { id: row.good } : {});
	const entry = sineIn({ webhook: key.id, ...row.beside, [property]: held });
	const path = property === 'path' ? row.good : entry.path;
	const others = isKey ? [] : [key];
	return {
		entries: [...others, ...onTab(inARow({ ...entry, outputs: 1 }, ...decide(row)), env)],
		id: entry.id,
		see: answerAt(path),
	};
};

const sineRespondCase: Make = (property, row, held, env) => {
	const entry = sineIn();
	const answer = sineRespond({ ...row.beside, [property]: held });
	return {
		entries: onTab(inARow(entry, answer), env),
		id: answer.id,
		see: answerAt(entry.path),
	};
};

const checkCase: Make = (property, row, held, env) => {
	const check = { ...row.beside, [property]: held };
	const beside = { decision: 'CHECKS' };
	return sineRespondCase('checks', { ...row, beside }, [check], env);
};

const sineWebhookCase: Make = (property, row, held, env) => {
	const isSecret = property !== 'name';
	const credentials = { apiKey: KEYS.apiKey, ...(isSecret && { [property]: held }) };
	const key = keyNode({ credentials, ...(!isSecret && { [property]: held }) });
	const entry = sineIn({ webhook: key.id });
	return {
		entries: onTab([key, ...inARow(entry, ...decide(row))], env),
		id: key.id,
		see: answerAt(entry.path, property.endsWith('Key') ? row.good : KEYS.apiKey),
	};
};

const sineSimulatorCase: Make = (property, row, held, env) => {
	const simulator = node('sine simulator', {
		...SIMULATOR_DEFAULTS,
		webhook: KEY.id,
		webhookUrl: '/target',
		...row.beside,
		[property]: held,
	});
	const [probe, caught] = [nodes.probe(), nodes.probe()];
	const visit = nodes.set('visit', JSON.stringify(row.visit ?? {}), 'json');
	const start = nodes.inject();
	return {
		entries: onTab(
			[...inARow(start, visit, simulator, probe), ...inARow(nodes.catcher(), caught)],
			env,
		),
		id: simulator.id,
		async see(nodeRed) {
			const button = row.visit ? `/inject/${start.id}` : `/sine-simulator/${simulator.id}`;
			await nodeRed.client.call('POST', button);
			await nodeRed.waitFor('the simulator', async () =>
				(await Promise.all([probe, caught].map((at) => nodeRed.received(at)))).some(
					({ length }) => length > 0,
				),
			);
			const [message] = await nodeRed.received(probe);
			const result = message?.payload as SimulatorResult | undefined;
			return { looked: result ? (row.look?.(result) ?? null) : null };
		},
	};
};

const TABLE = [
	{ set: 'sine-in', rows: SINE_IN, make: sineInCase },
	{ set: 'sine-respond', rows: SINE_RESPOND, make: sineRespondCase },
	{ set: 'check', rows: CHECK, make: checkCase },
	{ set: 'sine-webhook', rows: SINE_WEBHOOK, make: sineWebhookCase },
	{ set: 'sine-simulator', rows: SINE_SIMULATOR, make: sineSimulatorCase },
];

const caseOf = (property: string, row: Row, kind: Kind, make: Make): Case => {
	const variable = variableOf(row, kind, VARIABLE);
	const held = row.isList ? [`\${${VARIABLE}}`] : `\${${VARIABLE}}`;
	return {
		title: `${property}: ${kind}`,
		expected: row.expected[kind],
		...make(property, row, held, { env: variable ? [variable] : [] }),
	};
};

const casesOf = ({ rows, make }: (typeof TABLE)[number]) =>
	Object.entries(rows).flatMap(([property, row]) =>
		KINDS.map((kind) => caseOf(property, row, kind, make)),
	);

function propertiesOf(set: string): string[] {
	if (set === 'check') return [...Object.keys(CHECK_SETTINGS), 'listType'];
	const { defaults, credentials = {} } = definitionOf(set);
	return [...Object.keys(defaults), ...Object.keys(credentials)];
}

describe.each(TABLE)('every property of $set', ({ set, rows }) => {
	test('is in the table', () => {
		expect(Object.keys(rows).toSorted()).toEqual(propertiesOf(set).toSorted());
	});
});

onEachNodeRed((nodeRed) => {
	const target = sineIn({ id: 'target-of-the-case', path: '/target' });
	const slow = run('setTimeout(() => node.send(msg), 50);');

	describe.each(TABLE)('a variable in $set', (entry) => {
		// Two cases of a path, or of a key's id, would be in each other's way.
		describe.each(KINDS)('%s', (kind) => {
			const cases = casesOf(entry).filter(({ title }) => title.endsWith(`: ${kind}`));
			let log = '';

			beforeAll(async () => {
				const before = nodeRed.server.log().length;
				await nodeRed.deploy(
					KEY,
					keyNode({ id: 'key-of-the-case' }),
					...onTab(inARow(target, slow, run(DECIDES), sineRespond({ decision: 'msg' }))),
					...cases.flatMap(({ entries }) => entries),
				);
				log = nodeRed.server.log().slice(before);
			});

			test.each(cases)('$title', async ({ expected, id, see }) => {
				expect(await see(nodeRed)).toMatchObject(expected.seen);
				const lines = log.split('\n').filter((line) => line.includes(`:${id}]`));
				const told = lines.filter((line) =>
					/\[warn\].*(?:Set the variable|Correct |The API key )/.test(line),
				);
				expect(told.length > 0).toBe(expected.isTold);
				if (kind === 'unset' && expected.isTold) {
					expect(told.join('\n')).toContain(VARIABLE);
				}
			});
		});
	});
});
