import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deployExample } from './exampleFlow';
import { onEachNodeRed } from './server';

/** The simulators of each example, in the order in which a newcomer presses them. */
const PRESSED: ReadonlyArray<readonly [number, ReadonlyArray<readonly [string, string]>]> = [
	[1, [['Jane Doe checks in', 'approved']]],
	[
		2,
		[
			['Sam Sample, who is on the list', 'rejected'],
			['Jane Doe, who is not', 'approved'],
		],
	],
	[
		3,
		[
			['Jane Doe checks in with it', 'approved'],
			['Jane Doe is invited', 'delivered'],
			['Jane Doe checks in with it', 'approved'],
			['The invitation is cancelled', 'delivered'],
			['Jane Doe checks in with it', 'rejected'],
			['Jane Doe checks in without it', 'rejected'],
		],
	],
	[
		4,
		[
			['Sam Sample, who has an induction', 'approved'],
			['Jane Doe, a contractor without one', 'rejected'],
			['Jane Doe, a visitor', 'approved'],
		],
	],
	[
		5,
		[
			['Jane Doe checks in at noon', 'approved'],
			['Jane Doe checks in at night', 'rejected'],
			['Jane Doe checks in on a closed day', 'rejected'],
			['Jane Doe checks in when you say (edit me)', 'rejected'],
		],
	],
	[
		6,
		[
			['Jane Doe checks in', 'approved'],
			['Her check-in is complete', 'delivered'],
			['Jane Doe checks out', 'delivered'],
		],
	],
	[7, [['Jane Doe has arrived', 'delivered']]],
	[
		8,
		[
			['Jane Doe has checked in', 'delivered'],
			['Jane Doe has checked out', 'delivered'],
			['A check-in was rejected', 'delivered'],
		],
	],
	[
		9,
		[
			['Jane Doe has checked in', 'delivered'],
			['Jane Doe has checked out', 'delivered'],
		],
	],
	[10, [['A check-in was rejected', 'delivered']]],
	[
		11,
		[
			['Jane Doe checks in', 'approved'],
			['Jane Doe has checked out', 'delivered'],
		],
	],
	// Their stand-in for the other system answers.
	[
		12,
		[
			['Jane Doe checks in', 'approved'],
			['Sam Sample checks in', 'rejected'],
		],
	],
	[13, [['Jane Doe checks in', 'rejected']]],
	[
		14,
		[
			['Jane Doe checks in', 'approved'],
			['Max, a contractor, checks in in Berlin', 'approved'],
			['Marie checks in in Paris', 'approved'],
			['Lee brings a delivery', 'rejected'],
		],
	],
];

onEachNodeRed((nodeRed) => {
	test('the tarball adds one package to the user folder', () => {
		const packages = readdirSync(join(nodeRed.userFolder, 'node_modules'));
		expect(packages.filter((name) => !name.startsWith('.'))).toEqual(['n8n-nodes-sine']);
	});

	test('Node-RED offers all fourteen under Import', async () => {
		const path = '/library/examples/flows/n8n-nodes-sine/';
		const offered = JSON.stringify(await nodeRed.client.call('GET', path));
		expect(offered.match(/\d\d - /g)).toEqual(
			PRESSED.map(([number]) => `${String(number).padStart(2, '0')} - `),
		);
	});

	test.each(PRESSED)(
		'example %i runs with nothing but a key, and each of its simulators can be pressed',
		async (number, presses) => {
			const { entries } = await deployExample(nodeRed, number);
			const simulators = entries.filter(({ type }) => type === 'sine simulator');
			expect(new Set(presses.map(([name]) => name))).toEqual(
				new Set(simulators.map(({ name }) => name)),
			);
			for (const [name, badge] of presses) {
				const { id } = simulators.find((each) => each.name === name) ?? { id: '' };
				const before = nodeRed.badges({ id }).length;
				await nodeRed.client.call('POST', `/sine-simulator/${id}`);
				const shown = () => nodeRed.badges({ id }).slice(before).at(-1) ?? '';
				await nodeRed.waitFor(`${badge} at ${name}, not ${shown()}`, async () => shown() === badge);
			}
		},
	);
});
