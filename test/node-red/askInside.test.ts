import { readFile, writeFile } from 'node:fs/promises';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import {
	ASKED_OF_TYPE,
	CONTACT,
	CONTACTS_OF_TYPES,
	LET_IN,
	openQuestion,
	pressButton,
	REFUSED,
	type LinkPage,
} from '../helpers/questionPage';
import { HOSTILE, HOSTILE_NAME } from '../tables/hostileVisitor';
import { DESK, JANE, type Call } from '../tables/stories/story';
import { bodyOf } from '../helpers/calls';
import { deployExample, editTemplate, play, type ExampleRun } from './exampleFlow';
import { onEachNodeRed } from './server';

const SITES = [{ site: '*', timeZone: 'Europe/Berlin', contact: CONTACT }];

interface Email {
	readonly to: string;
	readonly topic: string;
	readonly payload: string;
}

onEachNodeRed((nodeRed) => {
	const deploy = (settings: Readonly<Record<string, unknown>> = {}) =>
		deployExample(nodeRed, 13, {
			settings: { url: nodeRed.server.url, waitSeconds: 20, sites: SITES, ...settings },
		});
	const emails = () =>
		nodeRed.client.messages
			.filter(({ topic }) => topic === 'debug')
			.map(({ data }) => (data as { msg: string }).msg)
			// Others are what nodes warn of.
			.filter((text) => text.startsWith('{'))
			.map((text) => JSON.parse(text) as Email);
	const linkIn = ({ payload }: Email) =>
		(/href="(http\S+\?token=[0-9a-f]{32})"/.exec(payload)?.[1] ?? '').replaceAll('&#x2F;', '/');

	/** A visitor who waits, and the email about it. */
	async function asks(run: ExampleRun, call: Omit<Call, 'answer'> = { visit: JANE }) {
		const before = emails().length;
		const answer = play(nodeRed, run, call);
		await nodeRed.waitFor('the email', async () => emails().length > before);
		const email = emails()[before] as Email;
		return { answer, email, link: linkIn(email) };
	}

	const expectOver = ({ status, text }: LinkPage, other: LinkPage) => {
		expect(status).toBe(404);
		expect(text).toContain('This link decides nothing');
		expect(text).toBe(other.text);
	};

	test('example 13: a button lets the visitor in, once, however often the link is opened', async () => {
		const { answer, email, link } = await asks(await deploy());
		expect(email).toMatchObject({ to: CONTACT, topic: 'A visitor waits: Jane Doe, Acme Co' });
		for (const page of [await openQuestion(link), await openQuestion(link)]) {
			expect(page.status).toBe(200);
			expect(page.text).toContain('Jane Doe, Acme Co waits at the iPad until ');
			expect(page.headers.get('cache-control')).toBe('no-store');
			expect(page.headers.get('referrer-policy')).toBe('no-referrer');
		}
		const wrong = await openQuestion(link.replace(/.{32}$/, '0'.repeat(32)));
		expectOver(await pressButton(link, 'silence'), wrong);
		expect((await pressButton(link, 'yes')).text).toContain('Thank you');
		expect(await answer).toEqual(LET_IN);
		expectOver(await pressButton(link, 'no'), wrong);
		expectOver(await openQuestion(link), wrong);
		expectOver(await openQuestion(link.replace(/\?.*/, '')), wrong);
		expectOver(await openQuestion(link.replace(/=.*/, '=constructor')), wrong);
	});

	test('example 13: a button turns one of two namesakes away, and the other waits on', async () => {
		const run = await deploy();
		const namesake = { visit: { ...JANE, email: 'another.jane@example.com' } };
		const [first, second] = [await asks(run), await asks(run, namesake)];
		expect(second.link).not.toBe(first.link);
		await pressButton(second.link, 'no');
		expect(await second.answer).toEqual(REFUSED);
		await pressButton(first.link, 'yes');
		expect(await first.answer).toEqual(LET_IN);
	});

	test('example 13: silence is the front desk, and the link is dead then', async () => {
		const run = await deploy({ waitSeconds: 1 });
		const { answer, link } = await asks(run);
		expect(await answer).toEqual(DESK);
		const late = await pressButton(link, 'yes');
		expectOver(late, await openQuestion(link.replace(/.{32}$/, '0'.repeat(32))));
	});

	test('example 13: what comes twice is asked once, and both calls get the answer', async () => {
		const run = await deploy();
		const call = { visit: JANE };
		const body = bodyOf(call);
		const { answer, link } = await asks(run, call);
		const asked = emails().length;
		const again = nodeRed.send(run, { body });
		const isWaiting = async () =>
			nodeRed.badges({ id: String(sineInOf(run.entries)?.id) }).at(-1) === 'waiting 2';
		await nodeRed.waitFor('two waiting calls', isWaiting);
		await pressButton(link, 'yes');
		expect(await answer).toEqual(LET_IN);
		expect(JSON.parse((await again).body)).toEqual(LET_IN);
		expect(emails()).toHaveLength(asked);
	});

	test('example 13: nobody to ask is the front desk at once, and the log says why', async () => {
		const run = await deploy({ sites: [{ site: '*', timeZone: 'UTC', contact: 'nobody' }] });
		const asked = emails().length;
		expect(await play(nodeRed, run, {})).toEqual(DESK);
		expect(emails()).toHaveLength(asked);
		await nodeRed.waitFor('a line of the log', async () =>
			nodeRed.server.log().includes('Nobody was asked: Sine names no host'),
		);
	});

	test.each([
		['waitSeconds that are no number', { waitSeconds: 'soon' }, 'waitSeconds in "Settings'],
		['no waitSeconds', { waitSeconds: 0 }, 'waitSeconds in "Settings'],
		['negative waitSeconds', { waitSeconds: -5 }, 'waitSeconds in "Settings'],
		['waitSeconds longer than Sine waits', { waitSeconds: 41 }, 'waitSeconds in "Settings'],
		['contacts that are no list', { contacts: CONTACT }, 'Whom to ask: Invalid JSONata'],
		['a zone nobody knows', { sites: [{ ...SITES[0], timeZone: 'No/Land' }] }, 'No/Land'],
	])(
		'example 13: %s: the log says so, and it is the front desk at once',
		async (_name, settings, line) => {
			const run = await deploy(settings);
			const lines = () => nodeRed.server.log().split(line).length;
			const before = lines();
			expect(await play(nodeRed, run, {})).toEqual(DESK);
			await nodeRed.waitFor('a line of the log', async () => lines() > before);
		},
	);

	test('example 13: the contact of the visitor type is asked before that of the site', async () => {
		const run = await deploy({ contacts: CONTACTS_OF_TYPES });
		for (const [visitorType, to] of ASKED_OF_TYPE) {
			const { answer, email, link } = await asks(run, { visit: { ...JANE, visitorType } });
			expect(email.to).toBe(to);
			await pressButton(link, 'no');
			expect(await answer).toEqual(REFUSED);
		}
		const empty = await asks(await deploy({ contacts: null }));
		expect(empty.email.to).toBe(CONTACT);
		await pressButton(empty.link, 'no');
		expect(await empty.answer).toEqual(REFUSED);
	});

	test('example 13: the host of the invitation is asked that example 3 keeps', async () => {
		const invited = { ...JANE, inviteId: 'invite-1' };
		const keeping = await deployExample(nodeRed, 3);
		await play(nodeRed, keeping, {
			event: 'invitation_created',
			visit: { ...invited, host: 'John Doe', hostEmail: 'john.doe@example.com' },
		});
		const isKept = async () => (await readFile(keeping.kept, 'utf8')).includes('invite-1');
		await nodeRed.waitFor('the invitation', () => isKept().catch(() => false));
		const contacts = { Visitor: 'facilities@example.com' };
		const run = await deploy({ contacts, invitations: keeping.kept });
		for (const [inviteId, to] of [
			['invite-1', 'john.doe@example.com'],
			['invite-2', contacts.Visitor],
			['', contacts.Visitor],
		] as const) {
			const { answer, email, link } = await asks(run, { visit: { ...invited, inviteId } });
			expect(email.to).toBe(to);
			await pressButton(link, 'no');
			expect(await answer).toEqual(REFUSED);
		}
		await writeFile(keeping.kept, '[{"inviteId": "invite-1"');
		expect(await play(nodeRed, run, { visit: invited })).toEqual(DESK);
		await nodeRed.waitFor('a line of the log', async () =>
			/Say what went wrong\] .*JSON/.test(nodeRed.server.log()),
		);
	});

	test('example 13: the host is asked where the event names one, and the site by its id', async () => {
		const siteId = '7c0ab1f0-0000-4000-8000-000000000001';
		const run = await deploy({
			sites: [{ site: 'Old', siteId, contact: 'old@example.com' }],
			contacts: { Contractor: 'facilities@example.com' },
		});
		const body = (data: object) => ({
			event: 'signin_before_details',
			date: '2026-11-25T12:00:00Z',
			data: { ...HOSTILE, site: { id: siteId, name: 'New' }, ...data },
		});
		const host = { fullName: 'John Doe', email: 'john.doe@example.com' };
		const visitorType = { name: 'Contractor' };
		const byHost = await asks(run, { visit: { body: body({ host, visitorType }) } });
		expect(byHost.email.to).toBe('john.doe@example.com');
		expect(byHost.email.topic).toContain(HOSTILE_NAME);
		const page = await openQuestion(byHost.link);
		expect(page.text).toContain('&lt;img src&#x3D;x');
		expect(page.text).not.toContain('<img');
		await pressButton(byHost.link, 'no');
		expect(await byHost.answer).toEqual(REFUSED);
		const bySite = await asks(run, { visit: { body: body({ firstName: 'Jane' }) } });
		expect(bySite.email.to).toBe('old@example.com');
		expect(bySite.email.payload).toContain(
			'Sine calls the site &quot;New&quot; now; the list says &quot;Old&quot;.',
		);
		await pressButton(bySite.link, 'no');
		expect(await bySite.answer).toEqual(REFUSED);
	});

	test('example 13: an email that is not sent is the front desk at once, and the log says why', async () => {
		const shipped = await deploy();
		const email = {
			id: 'e-mail-node-0001',
			z: shipped.entries[0]?.id,
			type: 'function',
			func: "throw new Error('No mail server.');",
			wires: [[]],
		};
		const writes = shipped.entries.find(({ name }) => name === 'Write the email');
		const entries = shipped.entries
			.filter(({ name }) => name !== 'Wire your e-mail node here')
			.map((entry) => (entry === writes ? { ...entry, wires: [[email.id]] } : entry));
		await nodeRed.deploy(...entries, email);
		expect(await play(nodeRed, shipped, { visit: JANE })).toEqual(DESK);
		expect(nodeRed.server.log()).toMatch(/Say what went wrong\] .*No mail server/);
	});

	test('example 13: settings with a mistake of YAML are the front desk at once, and the log says so', async () => {
		const run = await editTemplate(nodeRed, await deploy(), 'Settings (edit me)', 'url: [');
		expect(await play(nodeRed, run, {})).toEqual(DESK);
		expect(nodeRed.server.log()).toMatch(/Say what went wrong\]\s+Settings \(edit me\): /);
	});

	test('example 13: a redeploy answers who waits, and kills the link', async () => {
		const run = await deploy();
		const { answer, link } = await asks(run);
		await nodeRed.deploy(...run.entries);
		expect(await answer).toMatchObject({ code: 'REJECTED' });
		expect((await pressButton(link, 'yes')).status).toBe(404);
	});
});

const sineInOf = (entries: readonly FlowEntry[]) => entries.find(({ type }) => type === 'sine in');
