import { SAMPLES, SIMULATOR_DEFAULTS } from '../../protocol';
import { KEYS } from '../tables/requests';
import * as nodes from './nodes';
import { inARow, KEY, node, onTab, run, sineIn, type FlowNode } from './nodes';
import { onEachNodeRed } from './server';
import { subflow } from './subflow';

interface Told {
	readonly calls: ReadonlyArray<Readonly<Record<string, unknown>>>;
	readonly seen: Readonly<Record<'visitorTypes' | 'sites', readonly string[]>>;
}

onEachNodeRed((nodeRed) => {
	const toldOf = ({ id }: Pick<FlowNode, 'id'>) =>
		nodeRed.client.call<Told>('GET', `/sine-in/${id}/calls`);
	const latest = async (at: Pick<FlowNode, 'id'>) => (await toldOf(at)).calls[0];

	test.each<[string, readonly FlowNode[], Record<string, unknown>, object]>([
		[
			'the flow lets in',
			[nodes.approve('Level 2')],
			{},
			{ code: 'SUCCESS', decidedBy: 'flow', why: 'The flow let the visitor in.' },
		],
		[
			'the flow rejects',
			[nodes.reject('No.')],
			{},
			{ code: 'REJECTED', decidedBy: 'flow', why: 'The flow turned the visitor away.' },
		],
		[
			'the flow fails',
			[run('throw new Error("no");'), nodes.approve()],
			{},
			{
				code: 'REJECTED',
				decidedBy: 'no-answer; why=failed',
				why: 'The flow failed, so the visitor read your message for that case.',
			},
		],
		[
			'the flow is not asked',
			[nodes.approve()],
			{ visitorTypes: ['Contractor'] },
			{
				code: 'SUCCESS',
				decidedBy: 'not-asked; why=visitor-type',
				why: 'The flow was not asked: the visitor type "Visitor" is not among its visitor types, so Sine let the visitor in.',
			},
		],
		[
			'a decision cannot be read',
			[run('msg.decision = "MAYBE"; return msg;'), nodes.sineRespond({ decision: 'msg' })],
			{},
			{ code: 'REJECTED', decidedBy: 'flow; why=decision' },
		],
	])('%s', async (_what, behind, settings, told) => {
		const entry = sineIn(settings);
		await nodeRed.deploy(KEY, ...onTab(inARow(entry, ...behind)));
		const began = Date.now();
		const received = await nodeRed.send(entry);
		const call = await latest(entry);
		expect(call).toMatchObject({
			...told,
			event: 'signin_before',
			visitorType: 'Visitor',
			site: 'Acme Corp',
			waits: true,
			simulated: false,
		});
		expect(received.decidedBy).toBe(call?.decidedBy);
		expect(Number(call?.at)).toBeGreaterThanOrEqual(began);
		expect(Object.keys(call ?? {})).not.toContain('visitor');
		expect(JSON.stringify(call)).not.toMatch(/Level 2|Doe/);
	});

	test('a notification is received, and one that was not chosen was not asked about', async () => {
		const entry = sineIn({ events: ['signin_after'] });
		await nodeRed.deploy(KEY, ...onTab(inARow(entry, nodes.probe())));
		await nodeRed.send(entry, { body: SAMPLES.signin_after.body });
		await nodeRed.waitForBadge(entry, 'received');
		expect(await latest(entry)).toMatchObject({ decidedBy: 'accepted', waits: false });
		await nodeRed.send(entry, { body: SAMPLES.signout_after.body });
		await nodeRed.waitForBadge(entry, 'not asked');
		expect(await latest(entry)).toMatchObject({ decidedBy: 'not-asked; why=event' });
	});

	test('names and replies are kept where the node is told to', async () => {
		const entry = sineIn({ keepNames: true });
		await nodeRed.deploy(KEY, ...onTab(inARow(entry, nodes.approve('Level 2'))));
		await nodeRed.send(entry);
		const { firstName, lastName } = SAMPLES.signin_before.body.data as Record<string, string>;
		expect(await latest(entry)).toMatchObject({
			visitor: `${firstName} ${lastName}`,
			reply: 'Level 2',
		});
	});

	test('a simulated call is marked, and a refused one is not in the list', async () => {
		const entry = sineIn();
		const simulator = node('sine simulator', { ...SIMULATOR_DEFAULTS, flow: entry.id });
		await nodeRed.deploy(KEY, ...onTab([...inARow(entry, nodes.approve()), simulator]));
		await nodeRed.client.call('POST', `/sine-simulator/${simulator.id}`);
		await nodeRed.send(entry, { headers: { 'x-sine-auth': 'a-wrong-key-0123456789' } });
		expect((await toldOf(entry)).calls).toMatchObject([{ simulated: true, code: 'SUCCESS' }]);
		expect(JSON.stringify(await toldOf(entry))).not.toContain(KEYS.apiKey);
	});

	test('the list outlives a deploy, and goes with the node', async () => {
		const entry = sineIn();
		const tab = onTab(inARow(entry, nodes.approve()));
		await nodeRed.deploy(KEY, ...tab);
		await nodeRed.send(entry);
		await nodeRed.deploy(KEY, ...tab.map((each) => ({ ...each, name: 'Changed' })));
		expect((await toldOf(entry)).calls).toHaveLength(1);
		expect((await toldOf(entry)).seen).toEqual({ visitorTypes: ['Visitor'], sites: ['Acme Corp'] });
		await nodeRed.deploy(KEY, ...onTab([nodes.probe()]));
		expect(await toldOf(entry)).toEqual({ calls: [], seen: { visitorTypes: [], sites: [] } });
	});

	test('a sine in inside a subflow is found by its id in the editor', async () => {
		const entry = sineIn();
		const { definition, instance } = subflow([entry, nodes.approve()]);
		await nodeRed.deploy(KEY, ...definition, ...onTab([instance]));
		await nodeRed.send(entry);
		expect((await toldOf(entry)).calls).toHaveLength(1);
	});

	test('a deploy tells how many visitors it turned away', async () => {
		const entry = sineIn({ answerWithin: 60 });
		const probe = nodes.probe();
		const never = run('return null;');
		await nodeRed.deploy(KEY, ...onTab(inARow(entry, probe, never, nodes.approve())));
		const waiting = [nodeRed.send(entry), nodeRed.send(entry)];
		await nodeRed.waitForMessages(probe, 2);
		await nodeRed.deploy(KEY, ...onTab([nodes.probe()]));
		await Promise.all(waiting);
		expect(nodeRed.sidebar(entry).join('\n')).toContain(
			'Deploy when nobody waits: 2 calls got the answer for no answer.',
		);
	});
});
