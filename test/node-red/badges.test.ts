import { SAMPLES } from '../../protocol';
import * as nodes from './nodes';
import { inARow, KEY, onTab, sineIn, sineRespond, wired } from './nodes';
import { onEachNodeRed } from './server';
import { NO_ANSWER } from '../tables/noAnswer';

const LONGEST = 20;
const MOST_A_SECOND = 4;
/** What the clock of a busy process may be off. */
const LEEWAY_MS = 25;

interface Badge {
	readonly text?: string;
	/** Milliseconds. */
	readonly at: number;
}

onEachNodeRed((nodeRed) => {
	test('sine in tells how its calls go', async () => {
		const entry = sineIn({ answerWithin: 1, events: ['signin_before', 'other'], outputs: 2 });
		const probe = nodes.probe();
		const answer = sineRespond({ decision: 'msg' });
		const read = nodes.set('decision', 'payload.visitor.company', 'msg');
		const row = [wired(entry, [probe], []), ...inARow(probe, read, answer)];
		await nodeRed.deploy(KEY, ...onTab(row));
		const { data } = SAMPLES.signin_before.body as { data: object };
		const decided = (company: string) => ({
			body: { ...SAMPLES.signin_before.body, data: { ...data, company } },
		});

		await nodeRed.waitForBadge(entry, 'no sine respond');
		await nodeRed.send(entry, decided('SUCCESS'));
		await nodeRed.waitForBadge(entry, 'approved');
		await nodeRed.waitForBadge(answer, 'approved');
		await nodeRed.send(entry, decided('REJECTED'));
		await nodeRed.waitForBadge(entry, 'rejected');
		await nodeRed.waitForBadge(answer, 'rejected');
		await nodeRed.send(entry, { headers: { 'x-sine-auth': 'wrong' } });
		await nodeRed.waitForBadge(entry, 'wrong key');
		await nodeRed.send(entry, { headers: { 'content-type': 'text/plain' } });
		await nodeRed.waitForBadge(entry, 'not from Sine');
		await nodeRed.send(entry, { body: { event: 'unknown' } });
		await nodeRed.waitForBadge(entry, 'no answer');
	});

	test('sine in counts the calls that wait', async () => {
		const entry = sineIn({ answerWithin: 2 });
		await nodeRed.deploy(
			KEY,
			...onTab(inARow(entry, nodes.probe(), nodes.stop(), nodes.approve())),
		);
		const calls = Array.from({ length: 12 }, () => nodeRed.send(entry));
		await nodeRed.waitForBadge(entry, 'waiting 12');
		await Promise.all(calls);
		await nodeRed.waitForBadge(entry, 'no answer');
	});

	test('sine in tells when a caller did not wait for the answer', async () => {
		const entry = sineIn();
		const probe = nodes.probe();
		await nodeRed.deploy(KEY, ...onTab(inARow(entry, probe, nodes.delay(0.5), nodes.approve())));
		const caller = new AbortController();
		const received = nodeRed.send(entry, {}, caller.signal);
		await nodeRed.waitForMessages(probe);
		caller.abort();
		await expect(received).rejects.toThrow();
		await nodeRed.waitForBadge(entry, 'hung up');
		expect(nodeRed.server.log()).not.toMatch(/ERR_HTTP|unhandled/i);
	});

	test('sine in tells when an address is not on the list', async () => {
		const entry = sineIn({ onlySineAddresses: true });
		await nodeRed.deploy(KEY, ...onTab(inARow(entry, nodes.approve())));
		await nodeRed.send(entry);
		await nodeRed.waitForBadge(entry, 'wrong address');
	});

	test('a deploy starts afresh', async () => {
		const entry = sineIn();
		const flow = [KEY, ...onTab(inARow(entry, nodes.approve()))];
		await nodeRed.deploy(...flow);
		await nodeRed.send(entry);
		await nodeRed.waitForBadge(entry, 'approved');
		await nodeRed.deploy(...flow);
		await nodeRed.waitForBadge(entry, 'listening');
	});

	test('sine in tells that no event is ticked', async () => {
		const entry = sineIn({ events: [] });
		await nodeRed.deploy(KEY, ...onTab([entry]));
		await nodeRed.waitForBadge(entry, 'no events');
		expect((await nodeRed.send(entry)).body).toBe(NO_ANSWER);
	});

	test('a missing key stays on the badge, whatever else a deploy mends', async () => {
		const entry = sineIn({ events: ['signin_before'], webhook: 'nowhere' });
		const alone = onTab([entry]);
		await nodeRed.deploy(...alone);
		await nodeRed.waitForBadge(entry, 'no key');
		const [tab] = alone;
		const approve = { ...nodes.approve(), z: tab?.id };
		await nodeRed.client.deploy(
			[
				...alone.map((one) => (one.id === entry.id ? { ...one, wires: [[approve.id]] } : one)),
				approve,
			],
			'nodes',
		);
		await nodeRed.waitForBadge(entry, 'no key');
		expect(nodeRed.badges(entry)).not.toContain('listening');
	});

	test('a disabled node has none', async () => {
		const entry = sineIn();
		const row = inARow(entry, nodes.approve());
		const tab = onTab(row);
		await nodeRed.deploy(KEY, ...tab);
		await nodeRed.waitForBadge(entry, 'listening');
		await nodeRed.deploy(
			KEY,
			...tab.map((each) => (each.id === entry.id ? { ...each, d: true } : each)),
		);
		await nodeRed.waitForBadge(entry, '');
	});

	test('a storm of calls changes them four times a second at most', async () => {
		const entry = sineIn();
		const answer = nodes.approve();
		await nodeRed.deploy(KEY, ...onTab(inARow(entry, answer)));
		const badgesOf = (id: string) => nodeRed.client.call<Badge[]>('GET', `/test/badges/${id}`);
		await nodeRed.waitFor('more badges than a second may show', async () => {
			const badges = await badgesOf(entry.id);
			// Calls that ask for another badge than the one that is shown.
			const headers = badges.at(-1)?.text?.startsWith('approved') ? { 'x-sine-auth': 'wrong' } : {};
			await Promise.all(Array.from({ length: 5 }, () => nodeRed.send(entry, { headers })));
			return badges.length > 2 * MOST_A_SECOND;
		});
		for (const { id } of [entry, answer]) {
			const badges = await badgesOf(id);
			const spans = badges
				.slice(MOST_A_SECOND)
				.map(({ at }, index) => at - (badges[index]?.at ?? NaN));
			expect(Math.min(...spans)).toBeGreaterThan(1000 - LEEWAY_MS);
		}
	});

	test('all of them are short', () => {
		const texts = nodeRed.client.messages
			.filter(({ topic }) => topic.startsWith('status/'))
			.map(({ data }) => (data as { text?: string }).text ?? '');
		expect(texts.length).toBeGreaterThan(10);
		expect(texts.filter((text) => text.length >= LONGEST)).toEqual([]);
	});
});
