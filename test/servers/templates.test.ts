import type { Browser } from 'playwright-core';
import { startBrowser } from '../../tools/hosts/browser.mts';
import { readTemplate } from '../../tools/hosts/template.mts';
import { until } from '../../tools/hosts/until.mts';
import { HOSTILE, HOSTILE_NAME, HOSTILE_NAME_IN_HTML, slackBlocks } from '../tables/hostileVisitor';
import { startMailbox, type Mailbox } from '../helpers/mailbox';
import {
	expectBothOnSite,
	expectOneOnSite,
	expectShown,
	expectTicksKept,
	openOnSitePage,
} from '../helpers/onSitePage';
import { NO_VOUCHER, startOtherSystem, type OtherSystem } from '../helpers/otherSystem';
import {
	ASKED_OF_TYPE,
	CONTACTS_OF_TYPES,
	CONTACT,
	LET_IN,
	openQuestion,
	pressButton,
	REFUSED,
} from '../helpers/questionPage';
import { send } from '../helpers/send';
import { DAYS_OF_SITES } from '../tables/daysOfSites';
import { ERASED, keptAndErased, LOG_ROWS, LOG_STORY, undated } from '../tables/logStory';
import { ON_SITE_ROWS, ON_SITE_STORIES } from '../tables/onSiteStories';
import { NO_ANSWER_MESSAGE } from '../tables/noAnswer';
import { STORIES, type Call } from '../tables/stories';
import { bodyOf, withData } from '../helpers/calls';
import { HOSTILE_CHECK_INS, HOSTILE_ROWS, rowsOf } from '../helpers/visitorLog';
import { expectPlainRows, invisibleIn, PLAIN_TEXTS, watchTexts } from './textOnly';
import { TemplateServer, type Changes, type Published } from './n8nTemplates';
import { SAMPLES, type SimulatorResult } from '../../protocol';

/** The data tables that users fill in. */
const LISTS: Readonly<Record<number, string>> = {
	2: 'Sine block list',
	4: 'Sine inductions',
};
/** Asks the system of the tests instead of the stand-in, as users do who have one. */
const asksOtherSystem = (url: string): Changes => ({
	'When the stand-in is asked': { disabled: true },
	'Settings (edit me)': {
		parameters: {
			assignments: { assignments: [{ id: 'url', name: 'url', type: 'string', value: url }] },
		},
	},
});
const TOLD = { code: 'SUCCESS' };
const AT = '2026-11-25T12:00:00Z';

/** Data tables in which no site can be found: their columns, and a row. */
const NO_SITES = [
	['of other columns', ['other'], { other: 'Acme Corp' }],
	['of sites without names', ['site', 'contact', 'places'], { contact: CONTACT, places: '9' }],
] as const;

let system: OtherSystem;
let mailbox: Mailbox;
let templates: TemplateServer;

beforeAll(async () => {
	[system, mailbox] = await Promise.all([startOtherSystem(), startMailbox()]);
	templates = await TemplateServer.start(system);
}, 300_000);

afterEach(() => {
	system.forget();
	mailbox.mails.length = 0;
});

afterAll(async () => {
	await templates?.n8n.stop();
	await Promise.all([system?.stop(), mailbox?.stop()]);
});

/** The newest run of a workflow, once it has ended. */
async function lastRun({ id }: Published) {
	await templates.n8n.client.idle(id);
	return (await templates.n8n.client.executions(id)).at(-1);
}

/** Plays an event while no site can be found, and makes the data table of sites anew after it. */
async function playWithoutSites(
	workflow: Published,
	columns: readonly string[],
	row: object,
	{ visit, ...call }: Omit<Call, 'answer'>,
) {
	const { client } = templates.n8n;
	const play = (when: string) =>
		templates.play(workflow, {
			...call,
			visit: { ...visit, passId: when, email: `${when}@example.com` },
		});
	await play('before');
	await client.removeTable('Sine sites');
	await client.createTable('Sine sites', columns);
	await client.enter('Sine sites', [{ ...row }]);
	mailbox.mails.length = 0;
	const answer = await play('without');
	const run = await lastRun(workflow);
	const told = mailbox.mails.map(({ to }) => to);
	await client.removeTable('Sine sites');
	await play('after');
	return { answer, status: run?.status, told };
}

describe('the flows that decide', () => {
	const published = new Map<number, Promise<Published>>();
	const publishOnce = async (number: number) => {
		const changes = number === 12 ? asksOtherSystem(system.url) : {};
		const known = published.get(number) ?? templates.publishWithTables(number, changes);
		published.set(number, known);
		return await known;
	};

	test.each(STORIES.map((story) => [`${story.flow}: ${story.name}`, story] as const))(
		'template %s',
		async (_name, { flow, rows, sites, system: answers = [], calls }) => {
			const workflow =
				flow === 5 ? await templates.publishWithRows(5, rows ?? []) : await publishOnce(flow);
			system.answers.push(...answers);
			const list = LISTS[flow];
			if (list) await templates.n8n.client.enter(list, rows ?? []);
			if (sites) await templates.n8n.client.enter('Sine sites', sites);
			for (const { answer, ...call } of calls) {
				expect(await templates.play(workflow, call)).toEqual(answer);
			}
		},
	);

	test('template 6: of 50 who come at once, 10 are let in where there are 10 places', async () => {
		const site = 'Stadium';
		const workflow = await publishOnce(6);
		await templates.n8n.client.enter('Sine sites', [{ site, places: 10 }]);
		const answers = await Promise.all(
			Array.from({ length: 50 }, (_, number) =>
				send(workflow.url, {
					body: bodyOf({ visit: { site, email: `visitor-${number}@example.com` } }),
				}),
			),
		);
		const codes = answers.map(({ body }) => (JSON.parse(body) as { code: string }).code);
		expect(codes.filter((code) => code === 'SUCCESS')).toHaveLength(10);
		expect(codes.filter((code) => code === 'REJECTED')).toHaveLength(40);
		await templates.n8n.client.idle(workflow.id);
		const taken = await templates.n8n.client.rowsOf('Sine places taken');
		expect(taken.filter((row) => row.site === 'stadium')).toHaveLength(10);
	});

	test('template 6: a place comes free when its time is up', async () => {
		const site = 'Hut';
		const workflow = await publishOnce(6);
		const { client } = templates.n8n;
		await client.enter('Sine sites', [{ site, places: 1 }]);
		const comes = async (firstName: string) =>
			await templates.play(workflow, { visit: { site, firstName } });
		expect(await comes('Jane')).toMatchObject({ code: 'SUCCESS' });
		expect(await comes('John')).toMatchObject({ code: 'REJECTED' });

		const [place] = (await client.rowsOf('Sine places taken')).filter((row) => row.site === 'hut');
		const until = Date.parse(String(place?.until));
		expect(Math.abs(until - Date.now() - 10 * 60_000)).toBeLessThan(60_000);
		// Ten minutes go by.
		await client.enter('Sine places taken', [
			{
				site: place?.site,
				person: place?.person,
				until: new Date(until - 10 * 60_000).toISOString(),
			},
		]);
		expect(await comes('John')).toMatchObject({ code: 'SUCCESS' });
	});

	test('template 6 makes its tables where it has none, for a check-out too', async () => {
		const workflow = await publishOnce(6);
		const { client } = templates.n8n;
		const visit = { site: 'Mill', passId: 'pass 1' };
		for (const table of ['Sine sites', 'Sine places taken']) {
			await client.removeTable(table);
		}
		expect(await templates.play(workflow, { event: 'signout_after', visit })).toEqual(TOLD);
		await client.enter('Sine sites', [{ site: 'Mill', places: 1 }]);
		expect(await templates.play(workflow, { event: 'signin_after', visit })).toEqual(TOLD);
		expect(await templates.play(workflow, { visit: { site: 'Mill' } })).toMatchObject({
			code: 'SUCCESS',
		});
		expect(await client.rowsOf('Sine places taken')).toHaveLength(2);
	});

	test.each([
		['has columns of its own', ['other']],
		['has no column for the end of a stay', ['siteId', 'site', 'name', 'person', 'passId', 'left']],
	])('template 6 lets nobody in where its table %s', async (_name, columns) => {
		const workflow = await publishOnce(6);
		const { client } = templates.n8n;
		const table = 'Sine places taken';
		const visit = { site: 'Barn' };
		await client.enter('Sine sites', [{ site: 'Barn', places: 9 }]);
		expect(await templates.play(workflow, { visit })).toMatchObject({ code: 'SUCCESS' });
		await client.removeTable(table);
		await client.createTable(table, columns);
		expect(await templates.play(workflow, { visit })).toMatchObject({ code: 'REJECTED' });
		expect((await lastRun(workflow))?.status).toBe('error');
		expect(await client.rowsOf(table)).toEqual([]);
		await client.removeTable(table);
		expect(await templates.play(workflow, { visit })).toMatchObject({ code: 'SUCCESS' });
	});

	test.each([
		['has columns of its own', ['other']],
		['has no columns that decide', ['inviteId', 'visitor', 'at']],
		['has no time and no person', ['inviteId', 'status']],
	])('template 3 lets no cancelled invitation in where its table %s', async (_name, columns) => {
		const workflow = await publishOnce(3);
		const { client } = templates.n8n;
		const table = 'Sine invitations';
		const visit = { inviteId: `cancelled with ${columns.join()}` };
		await templates.play(workflow, {});
		await client.removeTable(table);
		await client.createTable(table, columns);
		for (const event of ['invitation_created', 'invitation_deleted'] as const) {
			expect(await templates.play(workflow, { event, visit })).toEqual(TOLD);
			expect((await lastRun(workflow))?.status).toBe('error');
		}
		expect(await templates.play(workflow, { visit })).toEqual({
			code: 'REJECTED',
			rejectionMessage: NO_ANSWER_MESSAGE,
		});
		expect((await lastRun(workflow))?.status).toBe('error');
		await client.removeTable(table);
		expect(await templates.play(workflow, { visit })).toMatchObject({ code: 'SUCCESS' });
	});

	test('template 3 keeps to its own table beside a newer one with a longer name', async () => {
		const workflow = await publishOnce(3);
		const { client } = templates.n8n;
		const visit = { inviteId: 'beside another table' };
		await templates.play(workflow, { event: 'invitation_deleted', visit });
		const other = 'Sine invitations of last year';
		await client.createTable(other, ['inviteId', 'status', 'email']);
		const answer = await templates.play(workflow, { visit });
		await client.removeTable(other);
		expect(answer).toEqual({
			code: 'REJECTED',
			rejectionMessage: 'Your invitation was cancelled. Please see the front desk.',
		});
	});

	test.each([undefined, '', 'waiting'])(
		'template 3 lets nobody in by a row whose status is "%s"',
		async (status) => {
			const workflow = await publishOnce(3);
			await templates.play(workflow, {});
			const inviteId = `of status ${status}`;
			await templates.n8n.client.enter('Sine invitations', [{ inviteId, status }]);
			expect(await templates.play(workflow, { visit: { inviteId } })).toEqual({
				code: 'REJECTED',
				rejectionMessage: 'We could not find an invitation for you. Please see the front desk.',
			});
		},
	);

	test.each(NO_SITES)('template 6 lets nobody in with a table %s', async (_name, columns, row) => {
		const workflow = await publishOnce(6);
		const visit = { site: 'Acme Corp' };
		expect(await playWithoutSites(workflow, columns, row, { visit })).toMatchObject({
			answer: { code: 'REJECTED' },
			status: 'error',
		});
	});

	test('template 6 erases one person alone, and each hour drops what is over', async () => {
		const name = 'Who to erase (edit me)';
		const { nodes } = await readTemplate(6);
		const who = JSON.stringify(nodes.find((node) => node.name === name)?.parameters);
		const typed = who.replace('"value":""', '"value":" Jane.Doe@example.com"');
		const { id } = await templates.publish(6, {
			[name]: { parameters: JSON.parse(typed) as object },
		});
		const { client } = templates.n8n;
		const table = 'Sine places taken';
		await client.removeTable(table);
		await templates.execute(id, 'Every hour');
		const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
		await client.enter(table, [
			{ person: 'jane', email: 'jane.doe@example.com', until: at(1) },
			{ person: 'of nobody', name: '', email: '', mobile: '', until: at(1) },
			{ person: 'over', until: at(-1) },
		]);
		const persons = async () => (await client.rowsOf(table)).map(({ person }) => person);
		await templates.execute(id, 'Every hour');
		expect(await persons()).toEqual(['jane', 'of nobody']);
		await templates.execute(id, 'When you erase one person');
		expect(await persons()).toEqual(['of nobody']);
		await client.unpublish(id);
	});

	test('template 2 makes its list where it has none, and says that it has no rows', async () => {
		const workflow = await publishOnce(2);
		await templates.play(workflow, {});
		await templates.n8n.client.removeTable('Sine block list');
		expect(await templates.play(workflow, {})).toMatchObject({ code: 'SUCCESS' });
		const [last] = (await templates.n8n.client.executions(workflow.id)).slice(-1);
		const [run] = last?.data.resultData.runData['Let in who is not on the list'] ?? [];
		expect(run?.hints?.map(({ message }) => message)).toContain(
			'Not on a block list: 0 rows were read.',
		);
	});
});

/** The ways of telling, switched on and set up as a user does it. */
async function tellers() {
	const smtp = { host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true };
	return {
		email: { disabled: false, credentials: await templates.credential('smtp', smtp) },
		slack: {
			disabled: false,
			credentials: await templates.credential('slackApi', { accessToken: 'xoxb-of-the-tests' }),
		},
		teams: {
			disabled: false,
			credentials: await templates.credential('microsoftTeamsOAuth2Api', {
				clientId: 'client',
				clientSecret: 'secret',
				graphApiBaseUrl: 'https://graph.microsoft.com',
				oauthTokenData: { access_token: 'token', token_type: 'Bearer', expires_in: 3600 },
			}),
			parameters: {
				teamId: { __rl: true, mode: 'id', value: '02bd9fd6-8f93-4758-87c3-1fb73740a315' },
				channelId: { __rl: true, mode: 'id', value: '19:abc@thread.tacv2' },
			},
		},
	};
}

const askedOf = (host: string) => system.asked.filter(({ path }) => path.startsWith(`/${host}/`));

const opensAt = (time: string) =>
	`We are closed now. We open at ${time}. Please see the front desk.`;

/** What visitors on the canvas see at the templates that decide, as these are shipped. */
const SEEN: Readonly<Record<number, Readonly<Record<string, string>>>> = {
	1: { 'Play Jane': 'You are checked in.', 'Play Sam': 'You are checked in.' },
	2: {
		'Play Jane': 'You are checked in.',
		'Play Sam, who is on the list': 'We cannot check you in. Please see the front desk.',
	},
	3: {
		'Play Jane, who is invited': 'You are checked in.',
		'Play Sam, who is not invited':
			'We could not find an invitation for you. Please see the front desk.',
	},
	4: {
		'Play Sam, who has one': 'You are checked in.',
		'Play Jane, who has no induction':
			'We found no induction for you. Complete it at https://example.com/induction or see the front desk.',
	},
	5: {
		'Play Jane at noon': 'You are checked in.',
		'Play Jane at night': opensAt('08:00 on Wednesday 23 December'),
		'Play Jane on a closed day': opensAt('08:00 on Monday 28 December'),
		'Play Jane when you say (edit me)': opensAt('08:00 on Wednesday 23 December'),
	},
	6: { 'Play Jane': 'You are checked in.' },
	12: {
		'Play Jane': 'You are checked in.',
		'Play Sam': 'A stand-in answered. Please see the front desk.',
	},
	13: { 'Play Jane': 'Please see the front desk.' },
	14: {
		'Play Jane': 'You are checked in.',
		'Play Lee, who brings a delivery':
			'Please take deliveries to the loading dock.\nBitte bringen Sie Lieferungen zur Laderampe.',
	},
};

/** What the visitors leave behind, which other tests start without. */
const KEPT: Readonly<Record<number, string>> = {
	6: 'Sine places taken',
	8: 'Sine visitor log',
	9: 'Sine who is on site',
	10: 'Sine rejected check-ins',
	11: 'Sine Wi-Fi vouchers',
};

test.each(Array.from({ length: 14 }, (_, index) => index + 1))(
	'template %i plays its visitors on its canvas',
	async (number) => {
		const password = { user: 'warden', password: 'a-password-of-the-tests' };
		const page = {
			'When somebody opens the page': {
				credentials: await templates.credential('httpBasicAuth', password),
			},
		};
		const { email } = await tellers();
		// n8n publishes neither without its credential.
		const changes: Readonly<Record<number, Changes>> = { 9: page, 13: { 'Ask by email': email } };
		const { id, url } = await templates.publish(number, changes[number]);
		await templates.execute(id, 'When you play the visitors');
		await templates.n8n.client.idle(id);
		const runs = await templates.n8n.client.executions(id);
		const played = runs.filter(
			({ data }) => 'When you play the visitors' in data.resultData.runData,
		);
		expect(played).toHaveLength(1);
		expect(played[0]?.status).toBe('success');
		const seen = Object.entries(played[0]?.data.resultData.runData ?? {}).flatMap(
			([name, [run]]) => {
				const json = run?.data?.main[0]?.[0]?.json as Partial<SimulatorResult> | undefined;
				return json?.request ? [{ name, ...json }] : [];
			},
		);
		expect(seen.length).toBeGreaterThan(0);
		expect(seen.map(({ request }) => request?.url)).toEqual(seen.map(() => url));
		expect(seen.map(({ decidedBy }) => decidedBy)).not.toContain('noAnswer');
		const shown = Object.fromEntries(seen.map(({ name, visitorSees }) => [name, visitorSees]));
		expect(shown).toMatchObject(SEEN[number] ?? {});

		const { client } = templates.n8n;
		await client.unpublish(id);
		const kept = KEPT[number];
		if (kept) await client.enter(kept, []);
	},
);

describe('template 3 forgets invitations', () => {
	const TABLE = 'Sine invitations';
	const rows = async () =>
		(await templates.n8n.client.rowsOf(TABLE)).map(({ inviteId }) => inviteId);
	const ended = (days: number) => new Date(Date.now() - days * 24 * 3_600_000).toISOString();

	test('thirty days after their end, and is green where it has no table', async () => {
		const { id } = await templates.publish(3);
		const { client } = templates.n8n;
		await client.removeTable(TABLE);
		const [run] = (await templates.execute(id, 'Every night')).slice(-1);
		expect(run).toMatchObject({ status: 'success' });
		await client.enter(TABLE, [
			{ inviteId: 'old', endsAt: ended(30.1) },
			{ inviteId: 'new', endsAt: ended(29.9) },
		]);
		await templates.execute(id, 'Every night');
		expect(await rows()).toEqual(['new']);
		await client.unpublish(id);
	});

	test.each([
		['JANE.doe@example.com ', ['by mobile', 'by name', 'of nobody']],
		['0400 000 000', ['by email', 'by name', 'of nobody']],
		[' jane doe', ['by email', 'by mobile', 'of nobody']],
		['', ['by email', 'by mobile', 'by name', 'of nobody']],
	])('of one person, here of "%s"', async (person, left) => {
		const { nodes } = await readTemplate(3);
		const name = 'Who to erase (edit me)';
		const who = JSON.stringify(nodes.find((node) => node.name === name)?.parameters);
		const parameters = JSON.parse(who.replace('"value":""', `"value":"${person}"`)) as object;
		const { id } = await templates.publish(3, { [name]: { parameters } });
		await templates.n8n.client.enter(TABLE, [
			{ inviteId: 'by email', email: 'jane.doe@example.com', endsAt: ended(0) },
			{ inviteId: 'by mobile', mobile: '+61400000000', endsAt: ended(0) },
			{ inviteId: 'by name', visitor: 'Jane Doe', endsAt: ended(0) },
			{ inviteId: 'of nobody', visitor: '', email: '', mobile: null, endsAt: ended(0) },
		]);
		const [run] = (await templates.execute(id, 'When you erase one person')).slice(-1);
		expect(run).toMatchObject({ status: 'success' });
		expect(await rows()).toEqual(left);
		await templates.n8n.client.unpublish(id);
	});
});

describe('template 7 tells the host', () => {
	const visit = {
		...HOSTILE,
		...{ site: 'Acme Corp', host: 'John Doe', hostEmail: 'john.doe@example.com' },
	};
	const headline = `${HOSTILE_NAME} (${HOSTILE.company}) is here to see John Doe.`;
	const photo = 'https://sine-signed-url-to-profile-picture';

	test('runs as shipped, and tells nobody', async () => {
		const workflow = await templates.publish(7);
		expect(await templates.play(workflow, { event: 'signin_after', visit })).toEqual(TOLD);
		const [run] = await templates.n8n.client.finishedExecutions(workflow.id, 1);
		expect(run).toMatchObject({ status: 'success' });
		expect(system.asked).toEqual([]);
		expect(mailbox.mails).toEqual([]);
	});

	test('by email, on Slack and on Microsoft Teams, with nothing that a visitor typed as markup', async () => {
		const { email, slack, teams } = await tellers();
		const workflow = await templates.publish(7, {
			'Tell the host by email': email,
			'Tell a Slack channel': slack,
			'Tell a Microsoft Teams channel': teams,
		});
		system.answers.push({ body: { ok: true } }, { body: { id: '1' } });
		expect(await templates.play(workflow, { event: 'signin_after', visit })).toEqual(TOLD);

		const [mail] = mailbox.mails;
		expect(mailbox.mails).toHaveLength(1);
		expect(mail?.to).toMatchObject({ text: 'john.doe@example.com' });
		expect(mail?.subject).toBe(headline);
		expect(mail?.html).toBe(false);
		const text = [headline, 'Visitor, Acme Corp, +61400000000', `Photo: ${photo}`].join('\n');
		expect(mail?.text?.trim()).toBe(text);

		expect(askedOf('slack.com')).toMatchObject([
			{
				method: 'POST',
				path: '/slack.com/api/chat.postMessage',
				body: {
					channel: '#reception',
					text: 'A visitor has arrived.',
					blocks: slackBlocks(headline, photo),
				},
			},
		]);
		const [toTeams] = askedOf('graph.microsoft.com');
		expect(toTeams).toMatchObject({
			method: 'POST',
			body: { body: { contentType: 'text', content: text } },
		});

		await templates.play(workflow, {
			event: 'signin_after',
			visit: { ...visit, passId: 'pass-1' },
		});
		await templates.play(workflow, {
			event: 'signin_after',
			visit: { ...visit, passId: 'pass-1' },
		});
		expect(mailbox.mails).toHaveLength(2);
	});

	test('hostile texts are text in the email', async () => {
		const { email } = await tellers();
		const workflow = await templates.publish(7, { 'Tell the host by email': email });
		await templates.play(workflow, { event: 'signin_after', visit });
		mailbox.mails.length = 0;
		await templates.n8n.client.enter('Sine sites', [{ site: '*', contact: 'desk@example.com' }]);
		for (const call of HOSTILE_CHECK_INS) await templates.play(workflow, call);
		expect(mailbox.mails).toHaveLength(HOSTILE_CHECK_INS.length);
		expect(mailbox.mails.map(({ html }) => html)).toEqual(mailbox.mails.map(() => false));
		const shown = mailbox.mails.map(({ text }) => text).join('\n');
		for (const text of PLAIN_TEXTS) expect(shown).toContain(text);
		expect(invisibleIn(shown)).toEqual([]);
	});

	/** Tells the host by email and on Slack, and the contact where one of them fails. */
	const publishWithContact = async () => {
		const { email, slack } = await tellers();
		const workflow = await templates.publish(7, {
			'Tell the host by email': email,
			'Tell a Slack channel': slack,
			'Tell the contact of the site': email,
		});
		await templates.play(workflow, { event: 'signin_after', visit });
		mailbox.mails.length = 0;
		return workflow;
	};

	test('one way that fails is seen, the others tell, and so does the contact of the site', async () => {
		const workflow = await publishWithContact();
		await templates.n8n.client.enter('Sine sites', [
			{ site: ' ACME corp', contact: 'desk@example.com' },
		]);
		system.forget();
		system.answers.push({ body: { ok: false, error: 'channel_not_found' } });
		expect(
			await templates.play(workflow, { event: 'signin_after', visit: { ...visit, host: '' } }),
		).toEqual(TOLD);
		const told = mailbox.mails.map(({ to, subject }) => [to, subject]);
		expect(told).toMatchObject([
			[{ text: 'desk@example.com' }, `${HOSTILE_NAME} (${HOSTILE.company}) is here.`],
			[{ text: 'desk@example.com' }, expect.stringContaining('Please tell the host: ')],
		]);
		const run = await lastRun(workflow);
		expect(run).toMatchObject({ status: 'error' });
		expect(run?.data.resultData.error?.message).toBe(
			'A message about an arrival could not be sent. Open this run: the red node says why.',
		);
	});

	test.each(['', 'nobody'])(
		'or says that it has nobody to write to: contact "%s"',
		async (contact) => {
			const workflow = await publishWithContact();
			system.forget();
			system.answers.push({ body: { ok: true } });
			await templates.n8n.client.enter('Sine sites', [{ site: '*', contact }]);
			expect(
				await templates.play(workflow, { event: 'signin_after', visit: { ...visit, host: '' } }),
			).toEqual(TOLD);
			expect(mailbox.mails).toEqual([]);
			expect(askedOf('slack.com')).toHaveLength(1);
			const run = await lastRun(workflow);
			expect(run).toMatchObject({ status: 'error' });
			expect(run?.data.resultData.error?.message).toBe(
				'Nobody could be told by email: Sine names no host to write to, and the site has no contact. Enter one in the data table "Sine sites". Where another message failed, the red node of this run says why.',
			);
		},
	);

	test.each(NO_SITES)('with a table %s too', async (_name, columns, row) => {
		const { email } = await tellers();
		const workflow = await templates.publish(7, { 'Tell the host by email': email });
		const call = { event: 'signin_after', visit } as const;
		expect(await playWithoutSites(workflow, columns, row, call)).toMatchObject({
			answer: TOLD,
			status: 'success',
			told: [{ text: visit.hostEmail }],
		});
	});

	test('and says that the site has another name now', async () => {
		const { email } = await tellers();
		const workflow = await templates.publish(7, { 'Tell the host by email': email });
		await templates.play(workflow, { event: 'signin_after', visit });
		mailbox.mails.length = 0;
		await templates.n8n.client.enter('Sine sites', [{ site: 'Old name', siteId: 'SITE-1' }]);
		const body = structuredClone(SAMPLES.signin_after.body) as { data: { site: object } };
		body.data.site = { id: 'site-1', name: 'New name' };
		await templates.play(workflow, { event: 'signin_after', visit: { body } });
		expect(mailbox.mails[0]?.text).toContain(
			'Sine calls the site "New name" now; the list says "Old name".',
		);
	});
});

describe('template 8 keeps a log', () => {
	const LOG = 'Sine visitor log';
	const EXPORT = 'When you export the log, or erase one person';
	const exported = async ({ id }: Published) => {
		const [run] = (await templates.execute(id, EXPORT)).slice(-1);
		expect(run).toMatchObject({ status: 'success' });
		return await templates.n8n.client.fileOf(String(run?.id), 'Make a file of it');
	};

	test('with one row for each event, and exports it without formulas', async () => {
		const workflow = await templates.publish(8);
		const visit = { ...HOSTILE, passId: 'pass-1', site: 'Acme Corp', host: 'John Doe' };
		const after = { event: 'signin_after', at: AT, visit } as const;
		expect(await templates.play(workflow, after)).toEqual(TOLD);
		await templates.play(workflow, after);
		await templates.play(workflow, {
			event: 'signout_after',
			at: AT,
			visit: { ...visit, firstName: 'Jane' },
		});
		await templates.play(workflow, {
			event: 'signin_rejected',
			at: AT,
			visit: { firstName: 'John' },
		});
		const rows = await templates.n8n.client.rowsOf(LOG);
		expect(rows).toMatchObject([
			{ event: 'Check-in Success', visitor: HOSTILE_NAME, time: AT, passId: 'pass-1' },
			{ event: 'Check-out Success', visitor: `Jane ${HOSTILE.lastName}`, host: 'John Doe' },
			{ event: 'Check-in Rejected', visitor: 'John last name', host: null },
		]);

		const csv = await exported(workflow);
		expect(csv.name).toBe('visitor-log.csv');
		const shared = `"""A&B"" [Co](https://evil.example)","'@SUM(40+2)","+61400000000","Visitor","Acme Corp","John Doe","pass-1",""`;
		const [head, ...lines] = csv.text.split('\r\n');
		expect(head).toBe(
			'\uFEFF"time","event","visitor","company","email","mobile","visitorType","site","host","passId","reason","eventKey"',
		);
		expect(lines.slice(0, 2)).toEqual([
			`"${AT}","Check-in Success","'${HOSTILE_NAME.replaceAll('"', '""')}",${shared},"${String(rows[0]?.eventKey)}"`,
			`"${AT}","Check-out Success","Jane ${HOSTILE.lastName}",${shared},"${String(rows[1]?.eventKey)}"`,
		]);
	});

	test('and exports hostile texts in the same bytes as the example in Node-RED', async () => {
		const workflow = await templates.publish(8);
		await templates.n8n.client.enter(LOG, []);
		for (const call of HOSTILE_CHECK_INS) await templates.play(workflow, call);
		expect(rowsOf((await exported(workflow)).text)).toEqual(HOSTILE_ROWS);
	});

	test('and exports an empty log too', async () => {
		const workflow = await templates.publish(8);
		await templates.n8n.client.enter(LOG, []);
		expect((await exported(workflow)).text.trim()).toMatch(/^"time",.*"eventKey"$/);
	});

	test('of what comes twice, late and out of order', async () => {
		const workflow = await templates.publish(8);
		await templates.n8n.client.enter(LOG, []);
		for (const call of LOG_STORY) await templates.play(workflow, call);
		const rows = await templates.n8n.client.rowsOf(LOG);
		const passes = ['pass-1', 'pass-2', 'pass-3'];
		expect(
			rows.map(({ time, event, passId, reason }) => [
				time,
				event,
				passes.includes(String(passId)) ? passId : '',
				reason ?? '',
			]),
		).toEqual(LOG_ROWS);
	});

	test.each(ERASED)('for 30 days, and without the one who is erased, here "%s"', async (person) => {
		const workflow = await templates.publish(8, {
			'Who to erase (edit me)': {
				parameters: {
					assignments: {
						assignments: [{ id: 'who', name: 'person', value: person, type: 'string' }],
					},
				},
			},
		});
		await templates.n8n.client.enter(LOG, []);
		const names = async () =>
			(await templates.n8n.client.rowsOf(LOG)).map(({ visitor }) => String(visitor).split(' ')[0]);
		for (const event of keptAndErased()) await templates.play(workflow, event);
		expect(await names()).toEqual(['Old', 'Recent', 'Jane', 'JANE', 'Janet']);
		await templates.execute(workflow.id, 'Every night');
		expect(await names()).toEqual(['Recent', 'Jane', 'JANE', 'Janet']);
		const [run] = (await templates.execute(workflow.id, EXPORT)).slice(-1);
		expect(await names()).toEqual(['Recent', 'Janet']);
		const said = run?.data.resultData.runData['Say how many']?.[0]?.data?.main[0];
		expect(said?.map(({ json }) => json)).toEqual([{ erased: 2 }]);
		const csv = await templates.n8n.client.fileOf(String(run?.id), 'Make a file of it');
		expect(csv.text.match(/Success","\w+/g)).toEqual(['Success","Recent', 'Success","Janet']);
		await templates.n8n.client.unpublish(workflow.id);
	});

	test.each(['', 'a month'])('and deletes nothing for "%s" days', async (value) => {
		const workflow = await templates.publish(8, {
			'Settings (edit me)': {
				parameters: {
					assignments: {
						assignments: [{ id: 'days', name: 'keepDays', value, type: 'number' }],
					},
				},
			},
		});
		await templates.n8n.client.enter(LOG, []);
		for (const event of keptAndErased()) await templates.play(workflow, event);
		const [run] = (await templates.execute(workflow.id, 'Every night')).slice(-1);
		expect(run).toMatchObject({ status: 'error' });
		expect(await templates.n8n.client.rowsOf(LOG)).toHaveLength(5);
		await templates.n8n.client.unpublish(workflow.id);
	});

	test('with the time of its arrival where Sine sends none', async () => {
		const workflow = await templates.publish(8);
		await templates.n8n.client.enter(LOG, []);
		const before = new Date().toISOString();
		await templates.play(workflow, undated());
		const [row] = await templates.n8n.client.rowsOf(LOG);
		expect(String(row?.time) >= before).toBe(true);
		expect(String(row?.time) <= new Date().toISOString()).toBe(true);
	});

	test('and erases nobody where nobody is named', async () => {
		const workflow = await templates.publish(8);
		await templates.n8n.client.enter(LOG, []);
		const visit = { email: '', mobile: '', firstName: '', lastName: '' };
		await templates.play(workflow, { event: 'signin_after', visit });
		const [run] = (await templates.execute(workflow.id, EXPORT)).slice(-1);
		const said = run?.data.resultData.runData['Say how many']?.[0]?.data?.main[0];
		expect(said?.map(({ json }) => json)).toEqual([{ erased: 0 }]);
		expect(await templates.n8n.client.rowsOf(LOG)).toHaveLength(1);
	});

	test('no event is lost where many come first', async () => {
		await templates.n8n.client.removeTable(LOG);
		const workflow = await templates.publish(8);
		await Promise.all(
			Array.from({ length: 10 }, (_, number) =>
				templates.play(workflow, {
					event: 'signin_after',
					visit: { firstName: `Visitor ${number}` },
				}),
			),
		);
		expect(await templates.n8n.client.rowsOf(LOG)).toHaveLength(10);
	});

	test('and the run fails where the table cannot take the row', async () => {
		const workflow = await templates.publish(8);
		await templates.n8n.client.removeTable(LOG);
		await templates.n8n.client.createTable(LOG, ['something', 'else']);
		expect(await templates.play(workflow, { event: 'signin_after' })).toEqual(TOLD);
		const [run] = await templates.n8n.client.finishedExecutions(workflow.id, 1);
		expect(run).toMatchObject({ status: 'error' });
		expect(await templates.n8n.client.rowsOf(LOG)).toEqual([]);
		await templates.n8n.client.removeTable(LOG);
		await templates.play(workflow, { event: 'signin_after' });
		expect(await templates.n8n.client.rowsOf(LOG)).toHaveLength(1);
	});
});

describe('template 9 shows who is on site', () => {
	const PASSWORD = 'a-password-of-the-tests';
	const LIST = 'Sine who is on site';
	const sees = (password?: string, query?: string, tick?: object) =>
		openOnSitePage(`${templates.n8n.server.url}/webhook/sine-on-site`, password, query, tick);
	const comes = async (passId: string, firstName = 'Jane') =>
		await templates.play(workflow, { event: 'signin_after', visit: { firstName, passId } });
	let workflow: Published;
	let browser: Browser | undefined;
	afterAll(async () => {
		await browser?.close();
		await templates.n8n.client.unpublish(workflow.id);
	});

	const publish = async ({ who = '' } = {}) => {
		const credentials = await templates.credential('httpBasicAuth', {
			user: 'warden',
			password: PASSWORD,
		});
		const assignments = [{ id: 'who', name: 'who', value: who, type: 'string' }];
		return await templates.publish(9, {
			'When somebody opens the page': { credentials },
			'Who to erase (edit me)': { parameters: { assignments: { assignments } } },
		});
	};

	/** A workflow of its own has few runs, so that they can be counted. */
	const publishAnew = async () => {
		await templates.n8n.client.unpublish(workflow.id);
		workflow = await publish();
	};

	test('is not published without a login', async () => {
		await expect(templates.publish(9)).rejects.toThrow(/Missing required credential/i);
	});

	test('to those who sign in, per site, without markup of visitors', async () => {
		workflow = await publish();
		expect((await sees(PASSWORD)).text).toContain('Sine has told nothing since yesterday.');
		await templates.n8n.client.enter('Sine sites', ON_SITE_ROWS);
		const visit = { ...HOSTILE, passId: 'pass-1', site: 'North & South' };
		await templates.play(workflow, { event: 'signin_after', visit });
		await templates.play(workflow, {
			event: 'signin_after',
			visit: { firstName: 'John', lastName: 'Smith', passId: 'pass-2', site: 'Warehouse' },
		});
		await expectBothOnSite((query) => sees(PASSWORD, query));

		await templates.play(workflow, { event: 'signout_after', visit: { passId: 'pass-2' } });
		await expectOneOnSite(() => sees(PASSWORD));

		for (const call of HOSTILE_CHECK_INS) await templates.play(workflow, call);
		const browser = await startBrowser();
		const page = await browser.newPage({
			httpCredentials: { username: 'warden', password: PASSWORD },
		});
		const texts = watchTexts(page);
		await page.goto(`${templates.n8n.server.url}/webhook/sine-on-site`);
		await page
			.getByText(`on site: ${HOSTILE_CHECK_INS.length + 1}`)
			.first()
			.waitFor();
		await expectPlainRows(page, texts);
		await browser.close();
	});

	test.each(ON_SITE_STORIES.map((story) => [story.name, story] as const))(
		'%s',
		async (_name, story) => {
			await templates.n8n.client.enter(LIST, []);
			for (const call of story.calls) expect(await templates.play(workflow, call)).toEqual(TOLD);
			expectShown(await sees(PASSWORD, story.query), story);
		},
	);

	test('with boxes that are kept, and a button to remove', async () => {
		await templates.n8n.client.enter(LIST, []);
		await comes('pass-1');
		await expectTicksKept(
			(query) => sees(PASSWORD, query),
			(tick) => sees(PASSWORD, '', tick),
		);
		expect((await sees(undefined, '', { event: 'removed' })).status).toBe(401);
	});

	test('with boxes that can be ticked in the sandbox in which n8n shows the page', async () => {
		await templates.n8n.client.enter(LIST, []);
		await comes('pass-1');
		await comes('pass-2', 'Sam');
		browser = await startBrowser();
		const page = await browser.newPage();
		const url = new URL('/webhook/sine-on-site', templates.n8n.server.url);
		// The browser itself signs in: a password of the test tool would be sent where a browser sends none.
		await page.goto(Object.assign(new URL(url), { username: 'warden', password: PASSWORD }).href);
		await page.goto(url.href);
		for (const name of ['Jane', 'Sam']) {
			const drawnAnew = page.waitForEvent('load');
			await page.getByRole('row', { name }).getByRole('checkbox').check();
			await drawnAnew;
			await page.getByRole('row', { name }).getByRole('checkbox', { checked: true }).waitFor();
		}
		await page.reload();
		await page.getByRole('checkbox', { checked: true }).nth(1).waitFor();
		page.on('dialog', (dialog) => void dialog.accept());
		await page.getByRole('row', { name: 'Sam' }).getByRole('button', { name: 'Remove' }).click();
		await page.getByRole('heading', { name: 'Who is on site: 1' }).waitFor();
	});

	test('and is red where the list cannot be read or written, until it can', async () => {
		const { client } = templates.n8n;
		await publishAnew();
		await client.removeTable(LIST);
		await client.createTable(LIST, ['passId', 'visitor']);
		expect(await comes('pass-1')).toEqual(TOLD);
		expect(await lastRun(workflow)).toMatchObject({ status: 'error' });
		const { status, text } = await sees(PASSWORD);
		expect(status).toBe(500);
		expect(text).toContain('The list cannot be read: 1 of its entries');
		expect(text).toContain('The list cannot be written');
		expect(text).toContain('Jane');
		expect(await lastRun(workflow)).toMatchObject({ status: 'error' });
		expect((await sees(PASSWORD, '', { event: 'safe' })).status).toBe(500);
		expect(await client.rowsOf(LIST)).toEqual([]);

		await client.removeTable(LIST);
		await comes('pass-2', 'Sam');
		const mended = await sees(PASSWORD);
		expect([mended.status, mended.text.includes('on site: 2')]).toEqual([200, true]);
	});

	test('and is red where the sites cannot be read, and shows everybody', async () => {
		const { client } = templates.n8n;
		await client.enter(LIST, []);
		await comes('pass-1');
		await client.enter('Sine sites', [{ timeZone: 'Europe/London' }]);
		const { status, text } = await sees(PASSWORD);
		expect(status).toBe(500);
		for (const shown of ['The list of sites cannot be read', '&#34;Sine sites&#34;', 'Jane']) {
			expect(text).toContain(shown);
		}
		await client.enter('Sine sites', ON_SITE_ROWS);
	});

	test('and loses and doubles nobody where it is published again in the middle', async () => {
		const { client } = templates.n8n;
		await client.enter(LIST, []);
		await comes('pass-1');
		await client.unpublish(workflow.id);
		await client.publish(workflow.id);
		await comes('pass-1');
		await Promise.all(['pass-2', 'pass-3'].map(async (passId) => comes(passId, 'Sam')));
		await templates.play(workflow, { event: 'signout_after', visit: { passId: 'pass-2' } });
		expect((await sees(PASSWORD)).text).toContain('on site: 2');
	});

	test('and erases one person by email, mobile or name, and nobody else', async () => {
		await templates.n8n.client.unpublish(workflow.id);
		for (const who of ['', 'JANE.DOE@example.com', '+61 400 000 000', 'jane doe']) {
			const other = await publish({ who });
			await templates.n8n.client.enter(LIST, []);
			const jane = { firstName: 'Jane', lastName: 'Doe', email: 'jane.doe@example.com' };
			const sam = { firstName: 'Sam', mobile: '+61400000009', email: 'sam@example.com' };
			const event = 'signin_after';
			const visit = { ...jane, mobile: '+61400000000', passId: 'pass-1' };
			await templates.play(other, { event, visit });
			await templates.play(other, { event, visit: { ...sam, passId: 'pass-2' } });
			await templates.execute(other.id, 'When you erase one person');
			const left = (await templates.n8n.client.rowsOf(LIST)).map(({ key }) => key);
			expect(left).toEqual(who === '' ? ['pass-1', 'pass-2'] : ['pass-2']);
			await templates.n8n.client.unpublish(other.id);
		}
		workflow = await publish();
	});

	test('and takes out who left a day ago, at night', async () => {
		await publishAnew();
		await templates.n8n.client.enter(LIST, []);
		const at = new Date(Date.now() - 25 * 3_600_000).toISOString();
		for (const passId of ['pass-1', 'pass-2']) {
			await templates.play(workflow, { event: 'signin_after', at, visit: { passId } });
		}
		await templates.play(workflow, { event: 'signout_after', at, visit: { passId: 'pass-1' } });
		await templates.execute(workflow.id, 'Every night');
		expect((await templates.n8n.client.rowsOf(LIST)).map(({ key }) => key)).toEqual(['pass-2']);
		expect((await sees(PASSWORD)).text).toContain('on site: 1');
	});

	test.each([
		['no password', undefined],
		['a wrong password', 'wrong'],
		['an empty password', ''],
	])('to nobody with %s', async (_what, password) => {
		const { status, text } = await sees(password);
		expect(status).toBe(401);
		expect(text).not.toContain('on site');
	});
});

describe('template 10 tells security', () => {
	test('runs as shipped, and tells nobody', async () => {
		const workflow = await templates.publish(10);
		expect(await templates.play(workflow, { event: 'signin_rejected' })).toEqual(TOLD);
		const [run] = await templates.n8n.client.finishedExecutions(workflow.id, 1);
		expect(run).toMatchObject({ status: 'success' });
		expect([system.asked, mailbox.mails]).toEqual([[], []]);
	});

	const visit = { ...HOSTILE, site: 'Acme Corp' };
	const headline = `Check-in rejected: ${HOSTILE_NAME} (${HOSTILE.company}) at Acme Corp.`;
	const rejected = (workflow: Published, passId: string, changes: object = {}, at?: string) =>
		templates.play(workflow, {
			event: 'signin_rejected',
			...(at && { at }),
			visit: { ...visit, passId, ...changes },
		});
	const table = 'Sine rejected check-ins';

	test('who, why, and how often that day, once', async () => {
		const { email, slack } = await tellers();
		const workflow = await templates.publish(10, {
			'Tell security by email': email,
			'Tell a Slack channel': slack,
		});
		await templates.n8n.client.enter('Sine sites', []);
		await templates.n8n.client.enter(table, []);
		system.answers.push(...Array.from({ length: 3 }, () => ({ body: { ok: true } })));
		await rejected(workflow, 'pass-1');
		await rejected(workflow, 'pass-1');
		await rejected(workflow, 'pass-3', { firstName: 'John' });
		await rejected(workflow, 'pass-2');

		const details =
			"Why: Workflow integration: We couldn't find a valid Workflow response. We've sent you an SMS or email with more information. Rejected on 2026-11-25 (UTC, since the site has no time zone): this visitor 2 times, 3 in all.";
		expect(askedOf('slack.com')).toHaveLength(3);
		expect(askedOf('slack.com').at(-1)?.body).toMatchObject({
			channel: '#security',
			text: 'A check-in was rejected.',
			blocks: [{ text: { type: 'plain_text', text: `${headline}\n${details}` } }],
		});
		const mail = mailbox.mails.at(-1);
		expect(mail?.subject).toBe(headline);
		expect(mail?.html).toBe(false);
		expect(mail?.text?.trim()).toBe(`${headline}\n${details}`);
		const rows = await templates.n8n.client.rowsOf(table);
		expect(rows).toHaveLength(3);
		expect(JSON.stringify(rows)).not.toContain('evil.example');
	});

	test('on the day of the site, around midnight and both ends of daylight saving', async () => {
		const { email } = await tellers();
		const workflow = await templates.publish(10, { 'Tell security by email': email });
		for (const [timeZone, late, at, day] of DAYS_OF_SITES) {
			await templates.n8n.client.enter('Sine sites', [{ site: 'acme CORP', timeZone }]);
			await templates.n8n.client.enter(table, []);
			mailbox.mails.length = 0;
			await rejected(workflow, `1 ${at}`, {}, at);
			await rejected(workflow, `2 ${at}`, {}, late);
			await rejected(workflow, `3 ${at}`, {}, at);
			const texts = mailbox.mails.map(({ text }) => text);
			expect(texts[1]).toContain('this visitor once, 1 in all.');
			expect(texts[2]).toContain(
				`Rejected on ${day} (${timeZone}): this visitor 2 times, 2 in all.`,
			);
		}
	});

	test.each(NO_SITES)('with a table %s too', async (_name, columns, row) => {
		const { email } = await tellers();
		const workflow = await templates.publish(10, { 'Tell security by email': email });
		const call = { event: 'signin_rejected', visit } as const;
		expect(await playWithoutSites(workflow, columns, row, call)).toMatchObject({
			answer: TOLD,
			status: 'success',
			told: [{ text: 'security@example.com' }],
		});
	});

	test('and says so where the zone is unknown, and tells the contact where Slack says no', async () => {
		const { email, slack } = await tellers();
		const workflow = await templates.publish(10, {
			'Tell security by email': email,
			'Tell a Slack channel': slack,
			'Tell the contact of the site': email,
		});
		await templates.n8n.client.enter('Sine sites', [
			{ site: '*', timeZone: 'Nowhere/Land', contact: 'desk@example.com' },
		]);
		system.answers.push(
			{ body: { ok: true } },
			{ body: { ok: false, error: 'channel_not_found' } },
		);
		const isFailed = async (count: number) => {
			const runs = await templates.n8n.client.finishedExecutions(workflow.id, count);
			expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'error'));
		};
		await rejected(workflow, 'pass-1');
		expect(mailbox.mails.at(-1)?.text).toContain('How often is not known: open this run.');
		await isFailed(1);
		await templates.n8n.client.enter('Sine sites', [{ site: '*', contact: 'desk@example.com' }]);
		await rejected(workflow, 'pass-2');
		await isFailed(2);
		expect(mailbox.mails.slice(1)).toMatchObject([
			{ to: { text: 'security@example.com' }, subject: headline },
			{ to: { text: 'desk@example.com' }, subject: `Please tell security: ${headline}` },
		]);
	});

	test('and says so where its table cannot be used, and counts namesakes apart once it can', async () => {
		const { client } = templates.n8n;
		const { email } = await tellers();
		const workflow = await templates.publish(10, { 'Tell security by email': email });
		await rejected(workflow, 'pass-0');
		mailbox.mails.length = 0;
		await client.enter('Sine sites', []);
		await client.removeTable(table);
		await client.createTable(table, ['other']);
		const lastStatus = async (count: number) =>
			(await client.finishedExecutions(workflow.id, count)).at(-1)?.status;
		await rejected(workflow, 'pass-1');
		expect(mailbox.mails).toHaveLength(1);
		expect(mailbox.mails[0]?.text).toContain('How often is not known: open this run.');
		expect(await lastStatus(2)).toBe('error');
		expect(await client.rowsOf(table)).toEqual([]);

		await client.removeTable(table);
		await rejected(workflow, 'pass-2', { email: 'jane@example.com' });
		await rejected(workflow, 'pass-3', { email: 'another.jane@example.com' });
		expect(await lastStatus(4)).toBe('success');
		const [, first, second] = mailbox.mails.map(({ text }) => text);
		expect(first).toContain('this visitor once, 1 in all.');
		expect(second).toContain('this visitor once, 2 in all.');
		expect(mailbox.mails).toHaveLength(3);
	});
});

describe('template 11 makes a Wi-Fi voucher', () => {
	const CODE = { status: 201, body: { id: 'v/1', code: 'ABC-123' } };
	const JANE = { firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com', mobile: '' };
	let workflow: Published;

	const publish = async (changes: Changes = {}) => {
		const { nodes } = await readTemplate(11);
		const shipped = nodes.find(({ name }) => name === 'Settings (edit me)')?.parameters;
		const parameters = JSON.parse(
			JSON.stringify(shipped).replace(
				/(?<="name":"url","value":")[^"]*(?:\\"[^"]*)*/,
				`${system.url}/api/vouchers`,
			),
		) as object;
		return await templates.publish(11, { 'Settings (edit me)': { parameters }, ...changes });
	};

	beforeAll(async () => {
		workflow = await publish();
	});

	afterAll(() => templates.n8n.client.unpublish(workflow.id));

	afterEach(() => templates.n8n.client.removeTable('Sine Wi-Fi vouchers'));

	const rows = () => templates.n8n.client.rowsOf('Sine Wi-Fi vouchers');

	test.each(NO_VOUCHER)(
		'not where the system %s, and lets the visitor in',
		async (_what, answer) => {
			system.answers.push(answer);
			expect(await templates.play(workflow, {})).toEqual({
				code: 'SUCCESS',
				adminNotes: 'No Wi-Fi voucher could be created',
				visitorNotes: 'Welcome, Jane! Please ask the front desk for Wi-Fi.',
			});
			const [first, second] = system.asked;
			expect(second).toMatchObject({ method: 'POST', body: first?.body });
			expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
			expect(await rows()).toMatchObject([{ revoke: 'yes' }]);
		},
	);

	test('and revokes one whose code comes too late, and one of a pass, not of a namesake', async () => {
		system.answers.push({ ...CODE, afterMs: 5_000 }, CODE, { status: 204 });
		expect(await templates.play(workflow, {})).toMatchObject({
			adminNotes: 'No Wi-Fi voucher could be created',
		});
		expect(system.asked.map(({ method }) => method)).toEqual(['POST', 'POST', 'DELETE']);
		expect(await rows()).toEqual([]);

		const visit = { firstName: 'Max', lastName: 'Roe', email: '', mobile: '', site: 'Hut' };
		for (const [number, passId] of ['p1', 'p2'].entries()) {
			system.answers.push({ body: { id: `m${number}`, code: 'ABC' } });
			await templates.play(workflow, { visit, at: `2026-11-25T1${number}:00:00Z` });
			await templates.play(workflow, { event: 'signin_after', visit: { ...visit, passId } });
		}
		const leaves = { event: 'signout_after', visit: { ...visit, passId: 'p1' } } as const;
		await templates.play(workflow, leaves);
		await templates.play(workflow, leaves);
		expect(system.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
		expect(system.asked.at(-1)).toMatchObject({ path: '/api/vouchers/m0' });
		expect(await rows()).toMatchObject([{ voucherId: 'm1', passId: 'p2' }]);
	});

	test('and erases one person', async () => {
		system.answers.push(CODE, { status: 500 });
		await templates.play(workflow, { visit: { site: 'Hut' } });
		await templates.execute(workflow.id, 'When you erase one person');
		expect(system.asked.at(-1)).toMatchObject({ method: 'DELETE' });
		expect(JSON.stringify(await rows())).not.toMatch(/jane|doe|400000/i);
		expect(await rows()).toMatchObject([{ voucherId: 'v/1', revoke: 'yes' }]);
	});

	test.each([
		['JANE.doe@example.com ', ['by mobile', 'by name', 'of nobody']],
		['0400 000 000', ['by email', 'by name', 'of nobody']],
		[' jane doe', ['by email', 'by mobile', 'of nobody']],
		[' ', ['by email', 'by mobile', 'by name', 'of nobody']],
	])('and erases one person, however it is spelt, here "%s"', async (value, left) => {
		const person = { id: 'person', name: 'person', type: 'string', value };
		const parameters = { assignments: { assignments: [person] } };
		await templates.n8n.client.unpublish(workflow.id);
		workflow = await publish({ 'Who to erase (edit me)': { parameters } });
		await templates.play(workflow, { event: 'signout_after' });
		const ends = new Date(Date.now() + 3_600_000).toISOString();
		await templates.n8n.client.enter(
			'Sine Wi-Fi vouchers',
			[
				{ voucherId: 'by email', email: 'jane.doe@example.com' },
				{ voucherId: 'by mobile', mobile: '400000000' },
				{ voucherId: 'by name', name: 'Jane Doe' },
				{ voucherId: 'of nobody', name: '', email: '', mobile: null },
			].map((row) => ({ who: '', ...row, eventKey: row.voucherId, ends })),
		);
		system.answers.push({ status: 204 });
		const [run] = (await templates.execute(workflow.id, 'When you erase one person')).slice(-1);
		expect(run).toMatchObject({ status: 'success' });
		expect((await rows()).map(({ voucherId }) => voucherId)).toEqual(left);
		expect(system.asked).toHaveLength(4 - left.length);
	});

	test('on check-in, and revokes it on check-out', async () => {
		system.answers.push(CODE, { status: 204 });
		const visit = { ...JANE, site: 'Acme Corp' };
		expect(await templates.play(workflow, { visit })).toEqual({
			code: 'SUCCESS',
			adminNotes: 'Wi-Fi voucher v/1',
			visitorNotes: 'Welcome, Jane! Your Wi-Fi code is ABC-123.',
		});
		expect(await rows()).toMatchObject([{ voucherId: 'v/1', site: 'Acme Corp' }]);
		await templates.play(workflow, { event: 'signout_after', visit });
		expect(system.asked).toMatchObject([
			{
				method: 'POST',
				path: '/api/vouchers',
				headers: { 'idempotency-key': expect.any(String) },
				body: { name: 'Jane Doe', site: 'Acme Corp', hours: 8 },
			},
			{ method: 'DELETE', path: '/api/vouchers/v%2F1' },
		]);
		expect(await rows()).toEqual([]);
	});

	test('and tries again after a login page, though the mobile is spelt another way', async () => {
		const visit = { ...JANE, email: '', site: 'Barn' };
		const loginPage = { status: 302, headers: { location: '/login' }, body: '' };
		system.answers.push(CODE, loginPage, loginPage, loginPage);
		await templates.play(workflow, { visit: { ...visit, mobile: '+61 400 000 000' } });
		await templates.play(workflow, {
			event: 'signout_after',
			visit: { ...visit, mobile: '0400000000' },
		});
		expect(await rows()).toMatchObject([{ voucherId: 'v/1', revoke: 'yes' }]);
		system.answers.splice(0, Infinity, { status: 410 });
		await templates.execute(workflow.id, 'Every hour');
		expect(await rows()).toEqual([]);
	});

	test('and its hourly run is green where there is no table', async () => {
		await templates.play(workflow, { event: 'signout_after' });
		await templates.n8n.client.removeTable('Sine Wi-Fi vouchers');
		const [last] = (await templates.execute(workflow.id, 'Every hour')).slice(-1);
		expect(last).toMatchObject({ status: 'success' });
	});

	test('and revokes that of a rejected check-in, later where it fails', async () => {
		const visit = { ...JANE, site: 'Hut' };
		system.answers.push(CODE, { status: 500 });
		await templates.play(workflow, { visit });
		await templates.play(workflow, { event: 'signin_rejected', visit });
		expect(system.asked).toHaveLength(2);
		expect(await rows()).toMatchObject([{ voucherId: 'v/1', revoke: 'yes' }]);
		system.answers.push({ status: 404 });
		await templates.execute(workflow.id, 'Every hour');
		expect(await rows()).toEqual([]);
	});

	test('and asks again by the same key for one whose answer was lost in a restart', async () => {
		await templates.play(workflow, { event: 'signout_after' });
		const ended = new Date(Date.now() - 60_000).toISOString();
		const lost = { eventKey: 'key-1', who: 'jane', name: 'Jane Doe', site: 'Hut', ends: ended };
		const old = {
			...lost,
			eventKey: 'key-2',
			ends: new Date(Date.now() - 8 * 86_400_000).toISOString(),
		};
		await templates.n8n.client.enter('Sine Wi-Fi vouchers', [lost, old]);
		system.answers.push({ body: [CODE.body] });
		await templates.execute(workflow.id, 'Every hour');
		expect(await rows()).toMatchObject([{ eventKey: 'key-1', voucherId: null }]);
		expect(system.asked.splice(0)).toHaveLength(1);
		system.answers.push(CODE, { status: 204 });
		await templates.execute(workflow.id, 'Every hour');
		expect(system.asked).toMatchObject([
			{
				headers: { 'idempotency-key': 'key-1' },
				body: { name: 'Jane Doe', site: 'Hut', hours: 8 },
			},
			{ method: 'DELETE', path: '/api/vouchers/v%2F1' },
		]);
		expect(await rows()).toEqual([]);
	});

	test('once for an event that comes twice, not ended by an older check-out', async () => {
		system.answers.push(CODE, CODE);
		const visit = { ...JANE, site: 'Mill' };
		for (const _time of [1, 2]) {
			expect(await templates.play(workflow, { visit, at: '2026-11-25T12:00:00Z' })).toMatchObject({
				adminNotes: 'Wi-Fi voucher v/1',
			});
		}
		const [first, second] = system.asked.map(({ headers }) => headers['idempotency-key']);
		expect(second).toBe(first);
		expect(await rows()).toHaveLength(1);
		const early = { event: 'signout_after', visit: { ...visit, passId: 'p0' } } as const;
		await templates.play(workflow, { ...early, at: '2026-11-25T09:00:00Z' });
		expect(system.asked).toHaveLength(2);
		expect(await rows()).toMatchObject([{ voucherId: 'v/1', revoke: null }]);
	});

	test('and does not end it with a pass that only expired', async () => {
		system.answers.push(CODE, { status: 204 });
		const visit = { ...JANE, site: 'Mill', passId: 'p1' };
		await templates.play(workflow, { visit });
		await templates.play(workflow, { event: 'signin_after', visit });
		const leaves = { event: 'signout_after', visit } as const;
		await templates.play(workflow, withData(leaves, { autoExpired: true }));
		expect(system.asked.map(({ method }) => method)).toEqual(['POST']);
		expect(await rows()).toMatchObject([{ voucherId: 'v/1', passId: 'p1', revoke: null }]);
		await templates.play(workflow, leaves);
		expect(system.asked.slice(1)).toMatchObject([
			{ method: 'DELETE', path: '/api/vouchers/v%2F1' },
		]);
		expect(await rows()).toEqual([]);
	});

	test('not where the visit cannot be written down: nothing is asked, and the run is red', async () => {
		await templates.play(workflow, { event: 'signout_after' });
		await templates.n8n.client.removeTable('Sine Wi-Fi vouchers');
		await templates.n8n.client.createTable('Sine Wi-Fi vouchers', ['other']);
		expect(await templates.play(workflow, {})).toMatchObject({
			code: 'SUCCESS',
			adminNotes: 'No Wi-Fi voucher could be created',
		});
		expect(system.asked).toEqual([]);
		expect((await lastRun(workflow))?.status).toBe('error');
	});

	test('as shipped, by its stand-in', async () => {
		await templates.n8n.client.unpublish(workflow.id);
		workflow = await templates.publish(11);
		expect(await templates.play(workflow, {})).toMatchObject({
			adminNotes: 'Wi-Fi voucher demo-voucher',
		});
		await templates.play(workflow, { event: 'signout_after' });
		expect(await rows()).toEqual([]);
		expect(system.asked).toEqual([]);
	});
});

describe('template 13 asks somebody inside', () => {
	const DESK = { code: 'REJECTED', rejectionMessage: 'Please see the front desk.' };
	const JANE = { firstName: 'Jane', lastName: 'Doe' };
	let workflow: Published;

	const publish = async (settings: Readonly<Record<string, unknown>>, smtp: object = {}) => {
		const { email } = await tellers();
		const { nodes } = await readTemplate(13);
		const shipped = nodes.find(({ name }) => name === 'Settings (edit me)')?.parameters as {
			readonly assignments: { readonly assignments: ReadonlyArray<{ readonly name: string }> };
		};
		const assignments = shipped.assignments.assignments.map((entry) => ({
			...entry,
			...(entry.name in settings ? { value: settings[entry.name] } : {}),
		}));
		const published = await templates.publish(13, {
			'Ask by email': { ...email, ...smtp },
			'Settings (edit me)': { parameters: { assignments: { assignments } } },
		});
		await templates.play(published, {});
		mailbox.mails.length = 0;
		await templates.n8n.client.enter('Sine sites', [
			{ site: '*', timeZone: 'Europe/Berlin', contact: CONTACT },
		]);
		return published;
	};

	beforeAll(async () => {
		workflow = await publish({ waitSeconds: 20 });
	});

	afterEach(async () => {
		await templates.n8n.client.unpublish(workflow.id);
		await templates.n8n.client.enter('Sine sites', [{ site: '*' }]);
	});

	/** A visitor who waits, the email about it, and its link. */
	const asks = async (body = bodyOf({ visit: JANE })) => {
		const before = mailbox.mails.length;
		const answer = send(workflow.url, { body }).then(
			({ body: text }) => JSON.parse(text) as unknown,
		);
		await until(async () => mailbox.mails.length > before, 20_000);
		const mail = mailbox.mails[before];
		const link = /^http\S+\?token=[0-9a-f]{32}$/m.exec(String(mail?.text))?.[0] ?? '';
		return { answer, mail, link };
	};

	test('and a button decides, once, however often the link is opened; twice is asked once', async () => {
		const body = bodyOf({ visit: JANE });
		const { answer, mail, link } = await asks(body);
		const hostEmail = 'john.doe@example.com';
		await templates.n8n.client.enter('Sine invitations', [{ inviteId: 'invite-13', hostEmail }]);
		const invited = { ...JANE, email: 'another.jane@example.com', inviteId: 'invite-13' };
		const namesake = await asks(bodyOf({ visit: invited }));
		expect(namesake.mail?.to).toMatchObject({ text: hostEmail });
		const again = send(workflow.url, { body });
		expect(mail).toMatchObject({
			to: { text: CONTACT },
			subject: 'A visitor waits: Jane Doe, Acme Co',
		});
		expect(mail?.html).toBe(false);
		for (const page of [await openQuestion(link), await openQuestion(link)]) {
			expect(page.status).toBe(200);
			expect(page.text).toContain('Jane Doe, Acme Co waits at the iPad until ');
			expect(page.headers.get('cache-control')).toBe('no-store');
			expect(page.headers.get('referrer-policy')).toBe('no-referrer');
		}
		const wrong = await openQuestion(link.replace(/.{32}$/, '0'.repeat(32)));
		expect(wrong).toMatchObject({ status: 404 });
		expect(wrong.text).toContain('This link decides nothing');
		expect((await pressButton(link, 'silence')).text).toBe(wrong.text);
		expect((await pressButton(link, 'yes')).text).toContain('Thank you');
		for (const page of [
			await pressButton(link, 'no'),
			await openQuestion(link),
			await openQuestion(link.replace(/\?.*/, '')),
			await pressButton(link.replace(/\?.*/, ''), 'yes'),
		]) {
			expect(page).toMatchObject({ status: 404, text: wrong.text });
		}
		expect(await answer).toEqual(LET_IN);
		await pressButton(namesake.link, 'no');
		expect(await namesake.answer).toEqual(REFUSED);
		expect(JSON.parse((await again).body)).toEqual(LET_IN);
		expect(mailbox.mails).toHaveLength(2);
		await templates.n8n.client.idle(workflow.id);
		expect(await templates.n8n.client.rowsOf('Sine questions')).toEqual([]);
	});

	test('and silence is the front desk; the link is dead, and the page escapes', async () => {
		workflow = await publish({ waitSeconds: 4 });
		const host = { fullName: 'John Doe', email: 'john.doe@example.com' };
		const { answer, mail, link } = await asks({
			event: 'signin_before_details',
			date: AT,
			data: { ...HOSTILE, site: { name: 'New' }, host },
		});
		expect(mail?.to).toMatchObject({ text: host.email });
		expect((await openQuestion(link)).text).toContain(HOSTILE_NAME_IN_HTML);
		expect(await answer).toEqual(DESK);
		expect((await pressButton(link, 'yes')).status).toBe(404);
	});

	test('and without a mail server or a contact it is the front desk', async () => {
		const gone = { host: '127.0.0.1', port: 1, secure: false, disableStartTls: true };
		const credentials = await templates.credential('smtp', gone);
		workflow = await publish({ waitSeconds: 20 }, { credentials });
		const isRed = async (reason: RegExp) => {
			expect(await templates.play(workflow, {})).toEqual(DESK);
			const run = await lastRun(workflow);
			expect(run?.status).toBe('error');
			expect(JSON.stringify(run?.data.resultData.error)).toMatch(reason);
		};
		await isRed(/Nobody was asked\. .*ECONNREFUSED/);
		await templates.n8n.client.enter('Sine sites', [{ site: '*' }]);
		await isRed(/Nobody was asked: Sine names no host\./);
		expect(mailbox.mails).toEqual([]);
	});

	test('and the contact of the visitor type is asked before that of the site, the host first', async () => {
		workflow = await publish({ waitSeconds: 20, contacts: JSON.stringify(CONTACTS_OF_TYPES) });
		const host = { fullName: 'John Doe', email: 'john.doe@example.com' };
		const data = { ...HOSTILE, host, visitorType: { name: 'Contractor' } };
		const byHost = await asks({ event: 'signin_before_details', date: AT, data });
		expect(byHost.mail?.to).toMatchObject({ text: host.email });
		const asked = [byHost];
		for (const [visitorType, to] of ASKED_OF_TYPE) {
			const email = `jane.${asked.length}@example.com`;
			asked.push(await asks(bodyOf({ visit: { ...JANE, email, visitorType } })));
			expect(asked.at(-1)?.mail?.to).toMatchObject({ text: to });
		}
		for (const { link } of asked) await pressButton(link, 'no');
		for (const { answer } of asked) expect(await answer).toEqual(REFUSED);
	});

	test('and lets nobody in where its table has columns of its own', async () => {
		workflow = await publish({ waitSeconds: 20 });
		const { client } = templates.n8n;
		await client.removeTable('Sine questions');
		await client.createTable('Sine questions', ['other']);
		expect(await templates.play(workflow, {})).toMatchObject({ code: 'REJECTED' });
		expect((await lastRun(workflow))?.status).toBe('error');
		expect(mailbox.mails).toEqual([]);
		await client.removeTable('Sine questions');
	});

	test.each(NO_SITES)('and lets nobody in with a table %s', async (_name, columns, row) => {
		workflow = await publish({ waitSeconds: 20 });
		await templates.n8n.client.enter('Sine sites', []);
		const call = { visit: JANE };
		expect(await playWithoutSites(workflow, columns, row, call)).toMatchObject({
			answer: DESK,
			status: 'error',
			told: [],
		});
	});

	const WAIT = 'waitSeconds in "Settings (edit me)" has to be a number from 1 to 38.';

	test.each([
		['waitSeconds that are no number', { waitSeconds: 'soon' }, {}, WAIT],
		['no waitSeconds', { waitSeconds: 0 }, {}, WAIT],
		['negative waitSeconds', { waitSeconds: -5 }, {}, WAIT],
		['waitSeconds longer than Sine waits', { waitSeconds: 39 }, {}, WAIT],
		[
			'contacts that are no object',
			{ contacts: CONTACT },
			{},
			'contacts in "Settings (edit me)" has to be an object like { "Contractor": "facilities@example.com" }.',
		],
		[
			'a zone nobody knows',
			{},
			{ timeZone: 'No/Land' },
			'The time zone of the site in "Sine sites" has to be one like Europe/Berlin.',
		],
	])('and %s make the run red, and nobody is let in', async (_name, settings, site, message) => {
		const { client } = templates.n8n;
		workflow = await publish(settings);
		await client.enter('Sine sites', [{ site: '*', contact: CONTACT, ...site }]);
		expect(await templates.play(workflow, {})).toEqual({
			code: 'REJECTED',
			rejectionMessage: NO_ANSWER_MESSAGE,
		});
		expect(mailbox.mails).toEqual([]);
		const run = await lastRun(workflow);
		expect(run).toMatchObject({ status: 'error' });
		expect(run?.data.resultData.error?.message).toBe(message);
	});
});

const INTERRUPTIONS = [
	['a restart of n8n', 'Lighthouse', async () => await templates.restart()],
	[
		'each is unpublished and published',
		'Harbour',
		async (ids: readonly string[]) => {
			for (const id of ids) {
				await templates.n8n.client.unpublish(id);
				await templates.n8n.client.publish(id);
			}
		},
	],
] as const;

test.each(INTERRUPTIONS)(
	'what the templates keep is there after %s',
	async (_name, site, interrupt) => {
		const jane = { firstName: 'Jane', lastName: 'Doe', email: 'jane.doe@example.com' };
		const visit = { ...jane, site, passId: `pass at ${site}`, hostEmail: 'john.doe@example.com' };
		const invited = { ...jane, site, inviteId: `invite to ${site}` };
		const page = { user: 'warden', password: 'a-password-of-the-tests' };
		const published = new Map<number, Published>();
		const credentials = await templates.credential('httpBasicAuth', page);
		const { email } = await tellers();
		const changes: Readonly<Record<number, Changes>> = {
			7: { 'Tell the host by email': email },
			9: { 'When somebody opens the page': { credentials } },
		};
		for (const number of [3, 6, 7, 8, 9, 10, 11]) {
			published.set(number, await templates.publishWithTables(number, changes[number]));
		}
		const play = (number: number, call: Omit<Call, 'answer'>) =>
			templates.play(published.get(number) as Published, call);
		const rowsOfVisit = async (table: string) =>
			(await templates.n8n.client.rowsOf(table)).filter((row) => row.site === site);
		await templates.n8n.client.enter('Sine sites', [{ site, places: 1 }]);

		await play(3, { event: 'invitation_created', at: '2026-11-25T10:00:00Z', visit: invited });
		expect(await play(6, { visit })).toMatchObject({ code: 'SUCCESS' });
		for (const number of [7, 8, 9]) await play(number, { event: 'signin_after', at: AT, visit });
		expect(mailbox.mails).toHaveLength(1);
		await play(10, { event: 'signin_rejected', at: AT, visit });
		const told = await templates.n8n.client.rowsOf('Sine rejected check-ins');
		await play(11, { at: AT, visit });
		const ids = [...published.values()].map(({ id }) => id);
		await interrupt(ids);

		expect(await play(3, { at: '2026-11-25T10:30:00Z', visit: invited })).toMatchObject({
			code: 'SUCCESS',
		});
		const sam = { ...visit, firstName: 'Sam', email: 'sam@example.com' };
		expect(await play(6, { visit: sam })).toMatchObject({ code: 'REJECTED' });
		for (const number of [7, 8, 9]) await play(number, { event: 'signin_after', at: AT, visit });
		expect(mailbox.mails).toHaveLength(1);
		expect(await rowsOfVisit('Sine visitor log')).toHaveLength(1);
		const url = `${templates.n8n.server.url}/webhook/sine-on-site`;
		expect((await openOnSitePage(url, page.password)).text).toContain(`${site}: 1 on site`);
		await play(10, { event: 'signin_rejected', at: AT, visit });
		expect(await templates.n8n.client.rowsOf('Sine rejected check-ins')).toEqual(told);
		expect(await rowsOfVisit('Sine Wi-Fi vouchers')).toHaveLength(1);
		await play(11, { event: 'signout_after', visit });
		expect(await rowsOfVisit('Sine Wi-Fi vouchers')).toEqual([]);
		for (const id of ids) await templates.n8n.client.unpublish(id);
	},
);
