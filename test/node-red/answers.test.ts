import { randomUUID } from 'node:crypto';
import { DEFAULT_REJECTION_MESSAGE, SAMPLES } from '../../protocol';
import * as nodes from './nodes';
import { inARow, KEY, node, onTab, run, sineIn, sineRespond, wired, type FlowNode } from './nodes';
import { approvedWith, fallbackFor, rejectedWith } from './replies';
import { onEveryNodeRed } from './server';
import { subflow } from './subflow';

const NOT_TODAY = {
	code: 'REJECTED',
	adminNotes: null,
	visitorNotes: null,
	rejectionMessage: 'Not today.',
	check: null,
	late: false,
};

const NEW_MESSAGE = '({ sine: { id: msg.sine.id }, payload: msg.payload })';
const TWO_MESSAGES =
	'node.send([[{ ...msg, topic: "a" }, { topic: "b", sine: msg.sine, payload: 1 }]]); return null;';
const FIXED = 'Object.defineProperty(msg, "sine", { value: msg.sine, enumerable: true });';
const UNJOIN = 'msg.payload = msg.payload[0]; return msg;';

/** Makes one message of two. */
const joined = () =>
	node('join', {
		mode: 'custom',
		build: 'array',
		property: 'payload',
		propertyType: 'msg',
		count: '2',
		timeout: '',
		joiner: '',
	});

const welcome = () =>
	sineRespond({ decision: 'SUCCESS', visitorNotes: 'payload.visitor.firstName' });

onEveryNodeRed((nodeRed) => {
	const deploy = async (row: readonly FlowNode[], ...others: Parameters<typeof nodeRed.deploy>) => {
		await nodeRed.deploy(KEY, ...onTab(row), ...others);
	};

	describe('sine respond finds its request', () => {
		test.each<[string, () => FlowNode[]]>([
			['a function', () => [run('msg.more = 1; return msg;')]],
			[
				'a function that makes a new message',
				() => [run('return { ...msg, payload: msg.payload };')],
			],
			['a function that sends later', () => [run('setTimeout(() => node.send(msg), 20);')]],
			['a function that sends a copy', () => [run('node.send(RED.util.cloneMessage(msg));')]],
			['a delay', () => [nodes.delay(0.1)]],
			[
				'a split and a join',
				() => [
					run('msg.payload = [msg.payload]; return msg;'),
					nodes.split(),
					nodes.join(),
					run('msg.payload = msg.payload[0]; return msg;'),
				],
			],
			['msg.sine made of the id alone', () => [run('msg.sine = { id: msg.sine.id }; return msg;')]],
			['a new message with the id alone', () => [run(`return ${NEW_MESSAGE};`)]],
			['a frozen msg.sine', () => [run('Object.freeze(msg.sine); return msg;')]],
			['a msg.sine that cannot be set', () => [run(`${FIXED} return msg;`)]],
			[
				'a message that says no answer is needed',
				() => [run('msg.sine.needsAnswer = false; return msg;')],
			],
			[
				'msg.sine from context',
				() => [
					run('flow.set("sine", msg.sine); return { payload: msg.payload };'),
					run('msg.sine = flow.get("sine"); return msg;'),
				],
			],
			['a join of messages', () => [run(TWO_MESSAGES), joined(), run(UNJOIN)]],
			['JSON text and back', () => [run('msg = JSON.parse(JSON.stringify(msg)); return msg;')]],
		])('after %s', async (_, between) => {
			const entry = sineIn();
			await deploy(inARow(entry, ...between(), welcome()));
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Jane'));
		});

		test('after a fan-out, with each message a copy', async () => {
			const entry = sineIn();
			const [first, second] = [run('msg.payload = null; return msg;'), nodes.delay(0.1)];
			const answer = welcome();
			await deploy([wired(entry, [first, second]), first, wired(second, [answer]), answer]);
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Jane'));
		});

		test('behind a link', async () => {
			const entry = sineIn();
			const into = node('link in', { links: [] });
			const out = node('link out', { mode: 'link', links: [into.id] });
			const other = onTab(inARow(into, welcome()));
			await deploy(inARow(entry, out), ...other);
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Jane'));
		});

		test.each([
			['after a link call', false],
			['inside a link call', true],
		])('%s', async (_, isInside) => {
			const entry = sineIn();
			const into = node('link in', { links: [] });
			const back = node('link out', { mode: 'return', links: [] });
			const call = node('link call', {
				links: [into.id],
				linkType: 'static',
				timeout: '30',
				outputs: 1,
			});
			const called = isInside ? [into, welcome(), back] : [into, back];
			await deploy(
				isInside ? inARow(entry, call) : inARow(entry, call, welcome()),
				...onTab(inARow(...called)),
			);
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Jane'));
		});

		test('inside a subflow', async () => {
			const entry = sineIn();
			const { definition, instance } = subflow([welcome()]);
			await deploy(inARow(entry, instance), ...definition);
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Jane'));
		});

		test('after a subflow, and inside one in another', async () => {
			const entry = sineIn();
			const inner = subflow([welcome()]);
			const outer = subflow([inner.instance]);
			const other = subflow([run('return msg;')]);
			await deploy(
				inARow(entry, other.instance, outer.instance),
				...inner.definition,
				...outer.definition,
				...other.definition,
			);
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Jane'));
		});

		test('when sine in is inside a subflow', async () => {
			const entry = sineIn();
			const { definition, instance } = subflow([entry]);
			await deploy(inARow(instance, welcome()), ...definition);
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Jane'));
		});
	});

	describe('sine respond', () => {
		test('passes the message on, with what was sent', async () => {
			const entry = sineIn();
			const after = nodes.probe();
			await deploy(inARow(entry, nodes.reject('Not today.'), after));
			await nodeRed.send(entry);
			await nodeRed.waitForMessages(after);
			expect(await nodeRed.received(after)).toEqual([
				expect.objectContaining({
					topic: 'signin_before',
					payload: expect.objectContaining({ event: 'signin_before' }),
					sine: expect.objectContaining({
						answer: NOT_TODAY,
					}),
				}),
			]);
		});

		test('shows a second answer on the node, and not in the log', async () => {
			const entry = sineIn();
			const [first, second] = [nodes.reject('First.'), nodes.reject('Second.')];
			const after = nodes.probe();
			await deploy(inARow(entry, first, second, after));
			const before = nodeRed.server.log().length;
			expect(await nodeRed.send(entry)).toMatchObject(rejectedWith('First.'));
			await nodeRed.waitForBadge(second, 'too late');
			await nodeRed.waitForBadge(first, 'rejected');
			await nodeRed.waitForMessages(after);
			expect(await nodeRed.received(after)).toMatchObject([
				{ sine: { answer: { ...NOT_TODAY, rejectionMessage: 'Second.' } } },
			]);
			expect(nodeRed.server.log().slice(before)).toBe('');
		});

		test('passes on that the time was already up', async () => {
			const entry = sineIn({ answerWithin: 1 });
			const after = nodes.probe();
			await deploy(inARow(entry, nodes.delay(1.2), nodes.reject('Not today.'), after));
			expect(await nodeRed.send(entry)).toMatchObject(fallbackFor('deadline'));
			await nodeRed.waitForMessages(after);
			expect(await nodeRed.received(after)).toMatchObject([
				{ sine: { answer: { ...NOT_TODAY, late: true } } },
			]);
		});

		test('of two branches, the first answer counts', async () => {
			const entry = sineIn();
			const [slow, first, second] = [nodes.delay(0.3), nodes.reject('A.'), nodes.reject('B.')];
			await deploy([wired(entry, [slow, first]), first, wired(slow, [second]), second]);
			expect(await nodeRed.send(entry)).toMatchObject(rejectedWith('A.'));
			await nodeRed.waitForBadge(second, 'too late');
		});

		test('says that a notification needs no answer, whatever the message says', async () => {
			const entry = sineIn({ events: ['signin_after'] });
			const answer = nodes.approve();
			const claim = run('msg.sine = { id: msg.sine.id, needsAnswer: true }; return msg;');
			await deploy(inARow(entry, claim, answer));
			await nodeRed.send(entry, { body: SAMPLES.signin_after.body });
			await nodeRed.waitForBadge(answer, 'not needed');
		});

		test('tells what was sent behind a msg.sine that cannot be set, too', async () => {
			const entry = sineIn();
			const after = nodes.probe();
			const freeze = run(`Object.freeze(msg.sine); ${FIXED} return msg;`);
			await deploy(inARow(entry, freeze, nodes.reject('Not today.'), after));
			expect(await nodeRed.send(entry)).toMatchObject(rejectedWith('Not today.'));
			await nodeRed.waitForMessages(after);
			const [{ sine } = {}] = await nodeRed.received(after);
			expect(sine).toMatchObject({ answer: NOT_TODAY });
		});

		test('says that a notification needs no answer', async () => {
			const entry = sineIn({ events: ['signin_after'] });
			const answer = nodes.approve();
			await deploy(inARow(entry, answer));
			await nodeRed.send(entry, { body: SAMPLES.signin_after.body });
			await nodeRed.waitForBadge(answer, 'not needed');
		});

		test('50 requests at once get each its own answer', async () => {
			const entry = sineIn();
			const note = { decision: 'SUCCESS', visitorNotes: 'payload.visitor.mobile' };
			await deploy(inARow(entry, nodes.delay(0.2), sineRespond(note)));
			const { data } = SAMPLES.signin_before.body as { data: object };
			const numbers = Array.from({ length: 50 }, (_, index) => String(index));
			const answers = await Promise.all(
				numbers.map((mobile) =>
					nodeRed.send(entry, {
						body: { ...SAMPLES.signin_before.body, data: { ...data, mobile } },
					}),
				),
			);
			expect(answers).toEqual(
				numbers.map((mobile) => expect.objectContaining(approvedWith(mobile)) as unknown),
			);
		});
	});

	describe('the fields of sine respond', () => {
		const remember = () =>
			run('flow.set("note", "From the flow"); global.set("note", "From everywhere"); return msg;');

		test.each([
			['text', 'str', 'As it is', 'As it is'],
			['a part of the message', 'msg', 'payload.visitor.lastName', 'Doe'],
			['the flow', 'flow', 'note', 'From the flow'],
			['everywhere', 'global', 'note', 'From everywhere'],
			['the environment', 'env', 'NOTE', 'From the environment'],
			['an expression', 'jsonata', '"Hello " & payload.visitor.firstName', 'Hello Jane'],
		])('may come from %s', async (_, type, value, expected) => {
			const entry = sineIn();
			const answer = sineRespond({
				decision: 'SUCCESS',
				visitorNotes: value,
				visitorNotesType: type,
			});
			const env = [{ name: 'NOTE', value: 'From the environment', type: 'str' }];
			await nodeRed.deploy(KEY, ...onTab(inARow(entry, remember(), answer), { env }));
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith(expected));
		});

		test.each([
			['msg', 'nothing.here'],
			['flow', 'nothing'],
			['global', 'nothing'],
			['env', randomUUID()],
			['jsonata', 'nothing'],
			...['str', 'msg', 'flow', 'global', 'env', 'jsonata'].map((type) => [type, '']),
			['jsonata', '  '],
		])('are empty where there is nothing: %s "%s"', async (type, value) => {
			const entry = sineIn();
			const empty = sineRespond({ rejectionMessage: value, rejectionMessageType: type });
			await deploy(inARow(entry, empty));
			expect(await nodeRed.send(entry)).toMatchObject(rejectedWith(DEFAULT_REJECTION_MESSAGE));
		});

		test.each([
			['num', '4711', '4711'],
			['bool', 'true', 'true'],
			['json', '[1,2]', '[1,2]'],
		])('as text may hold a variable of the type %s', async (type, value, expected) => {
			const entry = sineIn();
			const answer = sineRespond({ rejectionMessage: '${EXT}', rejectionMessageType: 'str' });
			const env = [{ name: 'EXT', value, type }];
			await nodeRed.deploy(KEY, ...onTab(inARow(entry, answer), { env }));
			expect(await nodeRed.send(entry)).toMatchObject(rejectedWith(expected));
		});

		test.each([
			[null, DEFAULT_REJECTION_MESSAGE],
			[5, '5'],
		])('made by a program may be %j', async (rejectionMessage, expected) => {
			const entry = sineIn();
			const answer = sineRespond({ rejectionMessage, rejectionMessageType: 'str' });
			await deploy(inARow(entry, answer));
			expect(await nodeRed.send(entry)).toMatchObject(rejectedWith(expected));
		});

		test('default to the message, decision included', async () => {
			const entry = sineIn();
			const fill = run('msg.decision = "SUCCESS"; msg.visitorNotes = "Set before"; return msg;');
			await deploy(inARow(entry, fill, sineRespond({ decision: 'msg' })));
			expect(await nodeRed.send(entry)).toMatchObject(approvedWith('Set before'));
		});

		test('an expression that fails gives the fallback at once', async () => {
			const entry = sineIn({ answerWithin: 60 });
			const broken = {
				decision: 'SUCCESS',
				visitorNotes: '$error("no")',
				visitorNotesType: 'jsonata',
			};
			await deploy(inARow(entry, sineRespond(broken)));
			expect(await nodeRed.send(entry)).toMatchObject(fallbackFor('failed'));
		});
	});

	test('an output that nothing is wired to gives the fallback at once', async () => {
		const entry = sineIn({ answerWithin: 60 });
		await deploy([entry]);
		expect(await nodeRed.send(entry)).toMatchObject(fallbackFor('unanswerable'));
		await nodeRed.waitForBadge(entry, 'no answer');
	});
});
