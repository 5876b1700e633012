import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readExample, withKey } from '../../hosts/example.mts';
import { SAMPLES } from '../../protocol';
import { KEYS } from '../requests';
import { onEachNodeRed } from './server';

const { data: visitor } = SAMPLES.signin_before.body as { data: object };
const checkInOf = (changes: object) => ({
	body: { ...SAMPLES.signin_before.body, data: { ...visitor, ...changes } },
});

onEachNodeRed((nodeRed) => {
	const entry = { path: '/sine' };

	beforeAll(async () => {
		await nodeRed.deploy(...withKey(await readExample(), KEYS.apiKey));
	});

	test('the tarball adds one package to the user folder', () => {
		const packages = readdirSync(join(nodeRed.userFolder, 'node_modules'));
		expect(packages.filter((name) => !name.startsWith('.'))).toEqual(['n8n-nodes-sine']);
	});

	test('the quick start approves a visitor with a company, and says welcome', async () => {
		expect(await nodeRed.send(entry, checkInOf({ company: 'Acme Co' }))).toMatchObject({
			status: 200,
			body: '{"code":"SUCCESS","adminNotes":"Approved for Acme Co","visitorNotes":"Welcome, Jane!"}',
		});
	});

	test.each([null, ''])(
		'the quick start welcomes a visitor whose name is %j',
		async (firstName) => {
			const received = await nodeRed.send(entry, checkInOf({ company: 'Acme Co', firstName }));
			expect(received.body).toMatch(/"visitorNotes":"Welcome, visitor!"/);
		},
	);

	test.each([null, '', undefined])(
		'the quick start turns away a visitor whose company is %j',
		async (company) => {
			expect(await nodeRed.send(entry, checkInOf({ company }))).toMatchObject({
				status: 200,
				body: '{"code":"REJECTED","rejectionMessage":"Please tell the front desk which company you are from."}',
			});
		},
	);

	test.each([
		['A visitor of Acme Co', 'approved'],
		['A visitor without a company', 'rejected'],
	])('the button of "%s" shows: %s', async (name, badge) => {
		const flows = await nodeRed.client.flows();
		const simulator = flows.find((each) => each.name === name) ?? { id: '' };
		await nodeRed.client.call('POST', `/sine-simulator/${simulator.id}`);
		await nodeRed.waitForBadge(simulator, badge);
	});

	test('Node-RED offers it under Import', async () => {
		const path = '/library/examples/flows/n8n-nodes-sine/';
		expect(JSON.stringify(await nodeRed.client.call('GET', path))).toContain(
			'01 - Approve visitors and say welcome',
		);
	});
});
