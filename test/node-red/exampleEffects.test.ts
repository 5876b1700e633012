import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { SAMPLES } from '../../protocol';
import type { Call } from '../tables/stories';
import { HOSTILE, HOSTILE_NAME, slackBlocks } from '../tables/hostileVisitor';
import { bodyOf, withData } from '../helpers/calls';
import {
	expectBothOnSite,
	expectOneOnSite,
	expectShown,
	expectTicksKept,
	openOnSitePage,
} from '../helpers/onSitePage';
import { NO_VOUCHER, otherSystemOfTests } from '../helpers/otherSystem';
import { DAYS_OF_SITES } from '../tables/daysOfSites';
import {
	ERASED,
	keptAndErased,
	LOG_ROWS,
	LOG_STORY,
	undated,
	type LogEvent,
} from '../tables/logStory';
import { ON_SITE_ROWS, ON_SITE_STORIES } from '../tables/onSiteStories';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { deployExample, editTemplate, play, type ExampleRun } from './exampleFlow';
import { onEachNodeRed } from './server';

const TOLD = { code: 'SUCCESS' };
const SECRET = 'a-secret-of-the-tests';
/** The way into the sites of an example. */
const CALLED = 'Look up the site';

/** What a mail of HTML reads: the node that sends it takes any text with a tag for HTML. */
const readIn = (html = '') =>
	html
		.replaceAll(/<\/?p[^>]*>/g, '')
		.replaceAll(/&#x([0-9A-F]+);/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
		.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&');

onEachNodeRed((nodeRed) => {
	const system = otherSystemOfTests();

	const waitForAsked = async (count: number) => {
		await nodeRed.waitFor(`${count} requests`, async () => system().asked.length >= count);
		return system().asked;
	};

	const sidebar = () => nodeRed.client.messages.filter(({ topic }) => topic === 'debug');

	/** What the event makes the example show in the debug sidebar: an email. */
	const emailAfter = async (run: ExampleRun, call: Omit<Call, 'answer'>) => {
		const before = sidebar().length;
		expect(await play(nodeRed, run, call)).toEqual(TOLD);
		await nodeRed.waitFor('the email', async () => sidebar().length > before);
		const { msg } = sidebar()[before]?.data as { msg: string };
		return JSON.parse(msg) as { to: string; topic: string; payload: string };
	};

	/** Presses the button of an inject node. */
	const press = async ({ entries }: ExampleRun, name: string) => {
		const inject = entries.find((entry) => entry.type === 'inject' && entry.name === name);
		await nodeRed.client.call('POST', `/inject/${inject?.id}`);
	};

	const waitForFile = async (path: string, text: string) =>
		nodeRed.waitFor(`${text} in the file`, async () =>
			(await readFile(path, 'utf8').catch(() => '')).includes(text),
		);

	describe('example 7 tells the host', () => {
		const CONTACT = 'desk@example.com';
		const start = async (end = '', settings: object = {}) =>
			await deployExample(nodeRed, 7, {
				env: {
					SLACK_WEBHOOK_URL: `${system().url}/${SECRET}/slack${end}`,
					TEAMS_WEBHOOK_URL: `${system().url}/${SECRET}/teams${end}`,
				},
				settings: { sites: [{ site: '*', contact: CONTACT }], ...settings },
			});
		const visit = { ...HOSTILE, host: 'John Doe', hostEmail: 'john@example.com' };
		const headline = `${HOSTILE_NAME} (${HOSTILE.company}) is here to see John Doe.`;
		const arrives = (run: ExampleRun, changes: Call['visit'] = {}) =>
			play(nodeRed, run, { event: 'signin_after', visit: { ...visit, ...changes } });
		const emails = () =>
			sidebar()
				.map(({ data }) => data as { name: string; msg: string })
				.filter(({ name }) => name === 'Wire your e-mail node here')
				.map(({ msg }) => JSON.parse(msg) as Record<'to' | 'topic' | 'payload', string>);
		const waitForEmails = async (count: number) => {
			await nodeRed.waitFor(`${count} emails`, async () => emails().length >= count);
			return emails();
		};
		const isLogged = async (words: string) =>
			nodeRed.waitFor(words, async () => nodeRed.server.log().includes(words));

		test('on Slack, on Microsoft Teams and by email, once, with nothing that a visitor typed as markup', async () => {
			const before = emails().length;
			const run = await start();
			system().answers.push(...Array.from({ length: 4 }, () => ({ body: 'ok' })));
			expect(await arrives(run, { site: 'Acme Corp', passId: 'pass-1' })).toEqual(TOLD);
			expect(await arrives(run, { site: 'Acme Corp', passId: 'pass-1' })).toEqual(TOLD);
			const asked = await waitForAsked(2);
			const [slack, teams] = ['slack', 'teams'].map(
				(end) => asked.find(({ path }) => path.endsWith(end))?.body,
			);
			const photo = 'https://sine-signed-url-to-profile-picture';
			const details = 'Visitor, Acme Corp, +61400000000';
			expect(slack).toEqual({
				text: 'A visitor has arrived.',
				blocks: slackBlocks(headline, photo),
			});
			expect(teams).toMatchObject({
				attachments: [
					{
						content: {
							body: [
								{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: headline }] },
								{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: details }] },
								{ type: 'Image', url: photo },
							],
						},
					},
				],
			});
			const text = [headline, details, `Photo: ${photo}`].join('\n');
			const [email] = (await waitForEmails(before + 1)).slice(before);
			expect(email).toMatchObject({ to: 'john@example.com', topic: headline });
			expect(email?.payload).not.toContain('<img');
			expect(readIn(email?.payload)).toBe(text);

			await nodeRed.deploy(...run.entries);
			await arrives(run, { site: 'Acme Corp', passId: 'pass-1' });
			await nodeRed.server.stop();
			await nodeRed.restart();
			const afterRestart = emails().length;
			await arrives(run, { site: 'Acme Corp', passId: 'pass-1' });
			await arrives(run, { passId: 'pass-2' });
			const later = (await waitForEmails(afterRestart + 1)).slice(afterRestart);
			expect(later).toHaveLength(1);
			expect((await waitForAsked(4)).length).toBe(4);
			expect(await readFile(run.kept, 'utf8')).not.toContain('evil.example');
		});

		test('keeps the addresses of the webhooks out of what is exported', async () => {
			expect(JSON.stringify(await nodeRed.client.flows())).not.toContain(SECRET);
		});

		test.each([
			['status 404', { status: 404 }, 'Slack answered 404'],
			['a fault with status 200', { body: { ok: false } }, 'Slack answered 200'],
			['another text', { body: '<p>Sign in' }, 'Slack answered 200'],
		])('and the contact where Slack answers %s', async (_what, answer, words) => {
			const before = emails().length;
			const run = await deployExample(nodeRed, 7, {
				env: { SLACK_WEBHOOK_URL: `${system().url}/${SECRET}` },
				settings: { sites: [{ site: 'ACME corp ', contact: CONTACT }] },
			});
			system().answers.push(answer);
			await arrives(run, { site: 'Acme Corp', passId: 'pass-1' });
			const told = (await waitForEmails(before + 2)).slice(before);
			expect(told).toMatchObject([
				{ to: 'john@example.com', topic: headline },
				{ to: CONTACT, topic: `Please tell the host: ${headline}` },
			]);
			await isLogged(words);
			expect(nodeRed.server.log()).not.toContain(SECRET);
			expect(JSON.stringify(told)).not.toContain(SECRET);
		});

		test('and the contact once where no service can be reached, without an address in the log', async () => {
			const nowhere = `http://127.0.0.1:1/${SECRET}`;
			const before = emails().length;
			const run = await deployExample(nodeRed, 7, {
				env: { SLACK_WEBHOOK_URL: nowhere, TEAMS_WEBHOOK_URL: nowhere },
				settings: { sites: [{ site: '*', contact: CONTACT }] },
			});
			expect(await arrives(run)).toEqual(TOLD);
			for (const way of ['Slack', 'Teams']) await isLogged(`Tell ${way} failed`);
			const told = (await waitForEmails(before + 2)).slice(before);
			expect(told.map(({ to }) => to)).toEqual(['john@example.com', CONTACT]);
			expect(nodeRed.server.log()).not.toContain(SECRET);
			expect(nodeRed.server.log()).not.toContain(HOSTILE.company);
			expect(JSON.stringify(nodeRed.client.messages)).not.toContain(nowhere);
		});

		test.each([
			['without a host', { host: '', hostEmail: '' }],
			[
				'whose host has no proper address',
				{ host: 'John Doe', hostEmail: 'a@b.example, c@d.example' },
			],
		])('tells the contact of a visitor %s', async (_what, changes) => {
			const before = emails().length;
			await arrives(
				await deployExample(nodeRed, 7, { settings: { sites: [{ site: '*', contact: CONTACT }] } }),
				changes,
			);
			expect((await waitForEmails(before + 1))[before]?.to).toBe(CONTACT);
			expect(system().asked).toEqual([]);
		});

		test('and says that the site has another name now, or nobody to tell', async () => {
			const before = emails().length;
			const body = structuredClone(SAMPLES.signin_after.body) as { data: { site: object } };
			body.data.site = { id: 'site-1', name: 'New name' };
			const sites = [{ site: 'Old name', siteId: 'SITE-1', contact: '' }];
			const run = await deployExample(nodeRed, 7, { settings: { sites } });
			await play(nodeRed, run, { visit: { body } });
			const [email] = (await waitForEmails(before + 1)).slice(before);
			expect(readIn(email?.payload)).toContain(
				'Sine calls the site "New name" now; the list says "Old name".',
			);
			await arrives(run, { host: '', hostEmail: '' });
			await isLogged(
				'Nobody could be told: Sine names no host to write to, and the site has no contact. Enter one in "Sites (edit me)".',
			);
		});

		test.each([['{"cut'], ['5']])('though its file says %s, which is left alone', async (text) => {
			const before = emails().length;
			const run = await deployExample(nodeRed, 7);
			await writeFile(run.kept, text);
			await arrives(run);
			expect((await waitForEmails(before + 1)).slice(before)).toMatchObject([{ topic: headline }]);
			await isLogged('Once for each arrival failed');
			expect(await readFile(run.kept, 'utf8')).toBe(text);
		});

		test('each time while the disk is full, and once after it is mended', async () => {
			const before = emails().length;
			const run = await deployExample(nodeRed, 7);
			const arrivesAs = async (passId: string) => await arrives(run, { passId });
			await arrivesAs('pass-1');
			await waitForFile(run.kept, 'signin_after');
			const kept = await readFile(run.kept, 'utf8');
			await mkdir(`${run.kept}.new`);
			const logged = nodeRed.server.log().length;
			await arrivesAs('pass-2');
			await arrivesAs('pass-2');
			await waitForEmails(before + 3);
			const log = () => nodeRed.server.log().slice(logged);
			await nodeRed.waitFor('two errors', async () =>
				/(Once for each arrival failed[^]*){2}/.test(log()),
			);
			expect(await readFile(run.kept, 'utf8')).toBe(kept);

			await rm(`${run.kept}.new`, { recursive: true });
			for (const passId of ['pass-1', 'pass-2', 'pass-2', 'pass-3']) await arrivesAs(passId);
			expect((await waitForEmails(before + 5)).slice(before)).toHaveLength(5);
			expect(JSON.parse(await readFile(run.kept, 'utf8'))).toHaveLength(3);
		});
	});

	describe('example 8 keeps a log', () => {
		/** Its one file, when it is there. */
		const fileIn = async (folder: string) => {
			const names = async () =>
				(await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.csv'));
			await nodeRed.waitFor('a log', async () => (await names()).length > 0);
			return join(folder, ...(await names()));
		};
		const linesOf = async (run: ExampleRun) =>
			(await readFile(await fileIn(run.kept), 'utf8')).split('\r\n').slice(1, -1);
		const arrives = async (run: ExampleRun, passId: string) =>
			await play(nodeRed, run, { event: 'signin_after', visit: { passId } });
		const keeps = ({ entries }: ExampleRun) =>
			entries.find(({ name }) => name === 'Keep the log') as FlowEntry;
		/** An event after which the badge is red, and the log of Node-RED says why. */
		const expectError = async (run: ExampleRun, passId: string, why: string) => {
			const [said, shown] = [nodeRed.server.log().length, nodeRed.badges(keeps(run)).length];
			await arrives(run, passId);
			await nodeRed.waitFor(why, async () => nodeRed.server.log().slice(said).includes(why));
			const badges = () => nodeRed.badges(keeps(run)).slice(shown);
			const red = "see Node-RED's log";
			await nodeRed.waitFor('a red badge', async () => badges().at(-1) === red);
		};

		test('with one line for each event, over a restart, and without formulas', async () => {
			const run = await deployExample(nodeRed, 8);
			const visit = { ...HOSTILE, passId: 'pass-1', site: 'Acme Corp', host: 'John Doe' };
			const at = '2026-11-25T12:00:00Z';
			await play(nodeRed, run, { event: 'signin_after', at, visit });
			await play(nodeRed, run, { event: 'signin_after', at, visit });
			const file = await fileIn(run.kept);
			await waitForFile(file, 'Check-in');
			await nodeRed.server.stop();
			await nodeRed.restart();
			await play(nodeRed, run, {
				event: 'signout_after',
				at,
				visit: { ...visit, firstName: 'Jane' },
			});
			expect(file).toMatch(/\/visitor-log-[0-9a-f]{8}\.csv$/);
			await waitForFile(file, 'Check-out');
			const shared = `"""A&B"" [Co](https://evil.example)","'@SUM(40+2)","+61400000000","Visitor","Acme Corp","John Doe","pass-1",""`;
			const key = (event: string) =>
				expect.stringMatching(new RegExp(`^"${event}:pass-1:${at}:[0-9a-f]{12}"$`)) as unknown;
			const read = (await readFile(file, 'utf8')).split('\r\n');
			const cut = read.map((line) => line.split(/,(?="[^"]*"$)/));
			expect(cut).toEqual([
				[
					'\uFEFF"time","event","visitor","company","email","mobile","visitorType","site","host","passId","reason"',
					'"eventKey"',
				],
				[
					`"${at}","Check-in Success","'${HOSTILE_NAME.replaceAll('"', '""')}",${shared}`,
					key('signin_after'),
				],
				[`"${at}","Check-out Success","Jane ${HOSTILE.lastName}",${shared}`, key('signout_after')],
				[''],
			]);
		});

		test('of what comes twice, late and out of order, over a deploy and a restart', async () => {
			const run = await deployExample(nodeRed, 8);
			const [first, second, ...others] = LOG_STORY as [LogEvent, LogEvent, ...LogEvent[]];
			await play(nodeRed, run, first);
			await nodeRed.deploy(...run.entries);
			await play(nodeRed, run, second);
			await waitForFile(await fileIn(run.kept), 'pass-2');
			await nodeRed.server.stop();
			await nodeRed.restart();
			for (const call of others) await play(nodeRed, run, call);
			await waitForFile(await fileIn(run.kept), '14:00:00Z');
			const cells = (await linesOf(run)).map((line) => line.slice(1, -1).split('","'));
			const passes = ['pass-1', 'pass-2', 'pass-3'];
			expect(
				cells.map(([time, event, , , , , , , , passId = '', reason]) => [
					time,
					event,
					passes.includes(passId) ? passId : '',
					reason,
				]),
			).toEqual(LOG_ROWS);
		});

		test('and what cannot be written waits, with an error and a red badge', async () => {
			const run = await deployExample(nodeRed, 8);
			await arrives(run, 'pass-1');
			const file = await fileIn(run.kept);
			const whole = await readFile(file, 'utf8');
			await mkdir(`${file}.new`);
			await expectError(run, 'pass-2', 'EISDIR');
			await nodeRed.deploy(...run.entries);
			await expectError(run, 'pass-2', 'EISDIR');
			expect(await readFile(file, 'utf8')).toBe(whole);
			await rm(`${file}.new`, { recursive: true });
			await press(run, 'Every night');
			await nodeRed.waitForBadge(keeps(run), '');
			await arrives(run, 'pass-3');
			await waitForFile(file, 'pass-3');
			const passes = (await linesOf(run)).map((line) => /pass-\d/.exec(line)?.[0]);
			expect(passes).toEqual(['pass-1', 'pass-2', 'pass-3']);
		});

		test('and overwrites no file that is cut', async () => {
			const run = await deployExample(nodeRed, 8);
			await arrives(run, 'pass-1');
			const file = await fileIn(run.kept);
			await waitForFile(file, 'pass-1');
			const whole = await readFile(file, 'utf8');
			await writeFile(file, whole.slice(0, -40));
			await expectError(run, 'pass-2', `The log ${file} is cut, or holds something else.`);
			await press(run, 'Every night');
			await press(run, 'Erase this person');
			await nodeRed.waitFor('three errors', async () =>
				/(is cut, or [\s\S]*){3}/.test(nodeRed.server.log()),
			);
			expect(await readFile(file, 'utf8')).toBe(whole.slice(0, -40));
			await writeFile(file, whole);
			await arrives(run, 'pass-3');
			await waitForFile(file, 'pass-3');
			expect(await linesOf(run)).toHaveLength(3);
		});

		test('and says so where the settings have no number of days', async () => {
			const run = await deployExample(nodeRed, 8, { settings: { keepDays: 'a month' } });
			const needs = '"Settings (edit me)" needs a folder, and a number of days.';
			await expectError(run, 'pass-1', needs);
		});

		test('of what came while the settings could not be read', async () => {
			const run = await deployExample(nodeRed, 8);
			const broken = run.entries.map((entry) =>
				entry.name === 'Settings (edit me)' ? { ...entry, template: 'folder: [' } : entry,
			);
			await nodeRed.deploy(...broken);
			await expectError(run, 'pass-1', 'a number of days. unexpected end of the stream');
			await nodeRed.deploy(...run.entries);
			await arrives(run, 'pass-2');
			expect(await linesOf(run)).toHaveLength(2);
		});

		test.each(ERASED)(
			'for 30 days, and without the one who is erased, here "%s"',
			async (person) => {
				const run = await deployExample(nodeRed, 8, { settings: { person } });
				for (const event of keptAndErased()) await play(nodeRed, run, event);
				const names = async () =>
					(await linesOf(run)).map((line) => line.split('","')[2]?.split(' ')[0]);
				await nodeRed.waitFor('all', async () => (await names()).length === 5);
				expect(await names()).toEqual(['Old', 'Recent', 'Jane', 'JANE', 'Janet']);
				await press(run, 'Every night');
				await nodeRed.waitFor('the night', async () => (await names()).length === 4);
				expect(await names()).toEqual(['Recent', 'Jane', 'JANE', 'Janet']);
				const before = nodeRed.server.log().length;
				await press(run, 'Erase this person');
				const said = () => nodeRed.server.log().slice(before);
				await nodeRed.waitFor('the count', async () => said().includes('Rows erased: 2'));
				expect(await names()).toEqual(['Recent', 'Janet']);
				expect(said()).not.toContain(person.trim());
			},
		);

		test('with the time of its arrival where Sine sends none', async () => {
			const run = await deployExample(nodeRed, 8);
			const before = new Date().toISOString();
			await play(nodeRed, run, undated());
			const [line = ''] = await linesOf(run);
			expect(line.slice(1, 25) >= before).toBe(true);
			expect(line.slice(1, 25) <= new Date().toISOString()).toBe(true);
		});

		test('and erases nobody where nobody is named', async () => {
			const run = await deployExample(nodeRed, 8);
			const visit = { email: '', mobile: '', firstName: '', lastName: '' };
			await play(nodeRed, run, { event: 'signin_after', at: new Date().toISOString(), visit });
			await nodeRed.waitFor('a row', async () => (await linesOf(run)).length === 1);
			const before = nodeRed.server.log().length;
			await press(run, 'Erase this person');
			await nodeRed.waitFor('the count', async () =>
				nodeRed.server.log().slice(before).includes('Rows erased: 0'),
			);
			expect(await linesOf(run)).toHaveLength(1);
		});

		test('in a file of its own for each copy of the flow', async () => {
			const run = await deployExample(nodeRed, 8);
			await arrives(run, 'pass-1');
			await fileIn(run.kept);
			const copied = JSON.parse(
				JSON.stringify(run.entries)
					.replace(/"([0-9a-f]{8})"/g, '"$1-copy"')
					.replaceAll('/sine/log', '/sine/log-copy'),
			) as FlowEntry[];
			await nodeRed.deploy(...copied);
			await arrives({ ...run, path: '/sine/log-copy' }, 'pass-2');
			await nodeRed.waitFor('two logs', async () => (await readdir(run.kept)).length === 2);
		});

		test('has the column names once where many come first', async () => {
			const run = await deployExample(nodeRed, 8);
			await Promise.all(
				Array.from({ length: 20 }, (_, number) =>
					play(nodeRed, run, { event: 'signin_after', visit: { firstName: `Visitor ${number}` } }),
				),
			);
			const file = await fileIn(run.kept);
			const read = async () => (await readFile(file, 'utf8')).split('\r\n');
			await nodeRed.waitFor('21 lines', async () => (await read()).length === 22);
			const lines = await read();
			expect(
				lines.filter((line) => line.includes('eventKey') || line.includes('visitorType')),
			).toEqual([lines[0]]);
		});
	});

	describe('example 9 shows who is on site', () => {
		const sees = (password?: string, query?: string, tick?: object) =>
			openOnSitePage(`${nodeRed.server.url}/sine/on-site`, password, query, tick);
		const start = async (settings: object = {}) =>
			await deployExample(nodeRed, 9, {
				settings: { sites: ON_SITE_ROWS, ...settings },
				env: { PAGE_PASSWORD: SECRET },
			});
		const comes = async (run: ExampleRun, passId: string, firstName = 'Jane') =>
			await play(nodeRed, run, {
				event: 'signin_after',
				visit: { firstName, lastName: 'Doe', passId },
			});

		test.each(ON_SITE_STORIES.map((story) => [story.name, story] as const))(
			'%s',
			async (_name, story) => {
				const run = await start();
				for (const call of story.calls) expect(await play(nodeRed, run, call)).toEqual(TOLD);
				expectShown(await sees(SECRET, story.query), story);
			},
		);

		test('with boxes that are kept, and a button to remove', async () => {
			const run = await start();
			await comes(run, 'pass-1');
			await expectTicksKept(
				(query) => sees(SECRET, query),
				(tick) => sees(SECRET, '', tick),
			);
			expect((await sees(undefined, '', { event: 'removed' })).status).toBe(401);
		});

		const SITES = 'Sites (edit me)';
		const SETTINGS = 'Settings (edit me)';

		test.each([
			['a mistake in the YAML of the sites', SITES, '- site: [', `There is a mistake in ${SITES}`],
			['no list of sites', SITES, 'Head office', `There is a mistake in ${SITES}`],
			['no sites', SITES, '', `There is a mistake in ${SITES}`],
			['a site without a name', SITES, '- Head office', `There is a mistake in ${SITES}`],
			[
				'a mistake in the YAML of the settings',
				SETTINGS,
				'file: [',
				`There is a mistake in ${SETTINGS}`,
			],
			['no settings', SETTINGS, '', 'keepDays is no number'],
			['no number of days', SETTINGS, 'keepDays: soon', 'keepDays is no number'],
		])('and is red where it has %s, and keeps what comes', async (_what, node, yaml, fault) => {
			const run = await start();
			await comes(run, 'pass-1');
			await editTemplate(nodeRed, run, node, yaml);
			expect(await comes(run, 'pass-2', 'Sam')).toEqual(TOLD);
			await waitForFile(run.kept, 'pass-2');
			const { status, text } = await sees(SECRET);
			expect(status).toBe(500);
			for (const shown of [fault, node, 'Jane Doe', 'Sam Doe']) expect(text).toContain(shown);
			expect((await sees('wrong')).status).toBe(401);
		});

		test('and has the sites though the settings have a mistake, and shows the list after a restart once it is mended', async () => {
			const run = await start();
			await comes(run, 'pass-1');
			await waitForFile(run.kept, 'pass-1');
			await editTemplate(nodeRed, run, SETTINGS, 'file: [');
			await nodeRed.server.stop();
			await nodeRed.restart();
			await comes(run, 'pass-2', 'Sam');
			const { status, text } = await sees(SECRET);
			expect([status, text.includes('Sam Doe'), text.includes('Jane Doe')]).toEqual([
				500,
				true,
				false,
			]);
			expect(text).toContain('Empty shed');
			await nodeRed.deploy(...run.entries);
			expect((await sees(SECRET)).text).toContain('on site: 2');
		});

		test('and is red where the list of another flow does not answer', async () => {
			const run = await start();
			const asked = run.entries.map((entry) =>
				entry.type === 'link call' ? { ...entry, links: ['a1b2c3d4'] } : entry,
			);
			const other = { id: 'a1b2c3d4', type: 'link in', z: run.entries[0]?.id, wires: [[]] };
			await nodeRed.deploy(...asked, other);
			await comes(run, 'pass-1');
			await waitForFile(run.kept, 'pass-1');
			const { status, text } = await sees(SECRET);
			expect([status, text.includes('Jane Doe')]).toEqual([500, true]);
			expect(text).toContain('There is a mistake in Look up the site');
		});

		test('and is red where the list cannot be read', async () => {
			const run = await start();
			await mkdir(run.kept);
			expect(await comes(run, 'pass-1')).toEqual(TOLD);
			const { status, text } = await sees(SECRET);
			expect(status).toBe(500);
			expect(text).toContain('The list cannot be read or written');
			expect(text).toContain('Jane Doe');
			expect((await sees(SECRET, '?format=csv')).status).toBe(500);
			expect(nodeRed.server.log()).toContain('The list cannot be read or written');
		});

		test.each([
			['is of something else', '{"broken', 'Line 1 of the list cannot be read'],
			['is of something else that reads well', '[{"passId":"pass-0"}]', 'Line 1 of the list'],
			['has no more than numbers', '5', 'Line 1 of the list'],
		])('and does not touch a file that %s', async (_what, content, fault) => {
			const run = await start();
			await writeFile(run.kept, content);
			await comes(run, 'pass-1');
			const { status, text } = await sees(SECRET);
			expect(status).toBe(500);
			expect(text).toContain(fault);
			expect(text).toContain('Jane Doe');
			expect(text).not.toContain('Nobody is checked in');
			expect(await readFile(run.kept, 'utf8')).toBe(content);
		});

		test('and shows the rest of a list that is cut, and keeps what comes', async () => {
			const run = await start();
			await comes(run, 'pass-1');
			await comes(run, 'pass-2', 'Sam');
			await waitForFile(run.kept, 'pass-2');
			const whole = await readFile(run.kept, 'utf8');
			await writeFile(run.kept, whole.slice(0, -40));
			await comes(run, 'pass-3', 'Lee');
			await waitForFile(run.kept, 'pass-3');
			await nodeRed.server.stop();
			await nodeRed.restart();
			const { status, text } = await sees(SECRET);
			expect(status).toBe(500);
			const cut = whole.trim().split('\n').length;
			expect(text).toContain(`Line ${cut} of the list cannot be read: mend or remove it`);
			expect(text).toContain('on site: 2');
			expect(text).toContain('Lee Doe');
			expect(await readFile(run.kept, 'utf8')).toContain(whole.slice(0, -40));
		});

		test('and is red where the list cannot be written, until it can', async () => {
			const run = await start();
			const { dir } = parse(run.kept);
			const file = join(dir, 'a-folder', 'people');
			const blocked = await start({ file });
			await writeFile(join(dir, 'a-folder'), '');
			await comes(blocked, 'pass-1');
			const { status, text } = await sees(SECRET);
			expect([status, text.includes('Jane Doe')]).toEqual([500, true]);
			await rm(join(dir, 'a-folder'));
			await comes(blocked, 'pass-2', 'Sam');
			await waitForFile(file, 'pass-2');
			expect((await sees(SECRET)).status).toBe(200);
			expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(3);
		});

		test('and loses and doubles nobody by a redeploy in the middle', async () => {
			const run = await start();
			await comes(run, 'pass-1');
			await nodeRed.deploy(...run.entries);
			await comes(run, 'pass-1');
			await Promise.all(
				['pass-2', 'pass-3', 'pass-4'].map(async (passId) => comes(run, passId, 'Sam')),
			);
			await nodeRed.deploy(...run.entries);
			await play(nodeRed, run, { event: 'signout_after', visit: { passId: 'pass-2' } });
			expect((await sees(SECRET)).text).toContain('on site: 3');
		});

		test('and keeps the list as it was where the disk takes nothing more', async () => {
			const run = await start();
			await comes(run, 'pass-1');
			await waitForFile(run.kept, 'pass-1');
			const before = await readFile(run.kept, 'utf8');
			await mkdir(`${run.kept}.new`);
			await comes(run, 'pass-2', 'Sam');
			const { status, text } = await sees(SECRET);
			expect([status, text.includes('Sam Doe'), text.includes('Jane Doe')]).toEqual([
				500,
				true,
				true,
			]);
			expect((await sees(SECRET, '', { event: 'safe', key: 'pass-1' })).status).toBe(500);
			expect(await readFile(run.kept, 'utf8')).toBe(before);
			await rm(`${run.kept}.new`, { recursive: true });
			await comes(run, 'pass-3', 'Lee');
			const mended = await sees(SECRET);
			expect([mended.status, mended.text.includes('on site: 3')]).toEqual([200, true]);
		});

		test('and two copies of the flow do not mix their lists', async () => {
			const run = await start();
			const copies = JSON.stringify(run.entries)
				.replaceAll(/"[0-9a-f]{8}"/g, (id) => `"copy-${id.slice(1)}`)
				.replaceAll('"/sine/', '"/copy/');
			const copy = JSON.parse(copies) as typeof run.entries;
			await nodeRed.deploy(...run.entries, ...copy.filter(({ type }) => type !== 'sine-webhook'));
			await comes(run, 'pass-1');
			await comes({ ...run, path: '/copy/people-on-site' }, 'pass-2', 'Sam');
			const copied = await openOnSitePage(`${nodeRed.server.url}/copy/on-site`, SECRET);
			expect([copied.text.includes('Sam Doe'), copied.text.includes('Jane Doe')]).toEqual([
				true,
				false,
			]);
			expect((await sees(SECRET)).text).toContain('on site: 1');
		});

		test('and takes out who left a day ago, at night', async () => {
			const run = await start();
			const at = new Date(Date.now() - 25 * 3_600_000).toISOString();
			const passes = ['pass-1', 'pass-2'];
			for (const passId of passes) {
				await play(nodeRed, run, { event: 'signin_after', at, visit: { passId } });
			}
			await play(nodeRed, run, { event: 'signout_after', at, visit: { passId: 'pass-1' } });
			await comes(run, 'pass-3');
			await play(nodeRed, run, {
				event: 'signout_after',
				at: new Date().toISOString(),
				visit: { passId: 'pass-3' },
			});
			await press(run, 'Every night');
			await nodeRed.waitFor(
				'a shorter list',
				async () => !(await readFile(run.kept, 'utf8')).includes('pass-1'),
			);
			expect((await readFile(run.kept, 'utf8')).split('\n')).toHaveLength(4);
			expect((await sees(SECRET)).text).toContain('on site: 1');
		});

		test('and erases one person by email, mobile or name, and nobody else', async () => {
			for (const who of ['JANE.DOE@example.com', '+61 400 000 000', 'jane doe']) {
				const run = await start();
				const jane = { firstName: 'Jane', lastName: 'Doe', email: 'jane.doe@example.com' };
				await play(nodeRed, run, {
					event: 'signin_after',
					visit: { ...jane, mobile: '+61400000000', passId: 'pass-1' },
				});
				const sam = { email: 'sam@example.com', mobile: '+61400000009', passId: 'pass-2' };
				await play(nodeRed, run, { event: 'signin_after', visit: { firstName: 'Sam', ...sam } });
				const erase = async (name: string) => {
					const entries = run.entries.map((entry) =>
						entry.name === 'Who to erase (edit me)'
							? { ...entry, rules: [{ t: 'set', p: 'who', pt: 'msg', to: name, tot: 'str' }] }
							: entry,
					);
					await nodeRed.deploy(...entries);
					await press(run, 'Erase now');
				};
				await erase('');
				expect((await sees(SECRET)).text).toContain('on site: 2');
				await erase(who);
				await nodeRed.waitFor(
					'one line',
					async () => ((await readFile(run.kept, 'utf8')).match(/pass-/g)?.length ?? 0) === 1,
				);
				expect((await sees(SECRET)).text).toContain('on site: 1');
				expect(nodeRed.server.log()).not.toContain(who);
			}
			expect(nodeRed.server.log()).toContain('Erased: 1 entries.');
		});

		test('to those who sign in, per site, over a restart, and without markup of visitors', async () => {
			const run = await deployExample(nodeRed, 9, { env: { PAGE_PASSWORD: SECRET } });
			const visit = { ...HOSTILE, passId: 'pass-1', site: 'North & South' };
			await play(nodeRed, run, { event: 'signin_after', visit });
			await play(nodeRed, run, {
				event: 'signin_after',
				visit: { firstName: 'John', lastName: 'Smith', passId: 'pass-2', site: 'Warehouse' },
			});
			await waitForFile(run.kept, 'pass-2');
			await nodeRed.server.stop();
			await nodeRed.restart();
			await nodeRed.waitFor('the list', async () =>
				(await sees(SECRET)).text.includes('on site: 2'),
			);

			await expectBothOnSite((query) => sees(SECRET, query));

			await play(nodeRed, run, { event: 'signout_after', visit: { passId: 'pass-2' } });
			await expectOneOnSite(() => sees(SECRET));
		});

		test.each([
			['no password', undefined],
			['a wrong password', 'wrong'],
			['an empty password', ''],
			['a longer password', `${SECRET}${SECRET}`],
		])('to nobody with %s', async (_what, password) => {
			const { status, headers, text } = await sees(password);
			expect(status).toBe(401);
			expect(headers.get('www-authenticate')).toMatch(/^Basic /);
			expect(text).toBe('Please sign in.');
		});

		test('to nobody until a password is set', async () => {
			await deployExample(nodeRed, 9);
			for (const password of ['', 'undefined', undefined]) {
				expect(await sees(password)).toMatchObject({
					status: 401,
					text: 'Set PAGE_PASSWORD first: double-click the tab of the flow.',
				});
			}
		});
	});

	describe('example 10 tells security', () => {
		const visit = { ...HOSTILE, site: 'Acme Corp' };
		const headline = `Check-in rejected: ${HOSTILE_NAME} (${HOSTILE.company}) at Acme Corp.`;
		const start = async (settings: Readonly<Record<string, unknown>> = {}) =>
			await deployExample(nodeRed, 10, {
				env: { SLACK_WEBHOOK_URL: `${system().url}/${SECRET}` },
				settings,
			});
		const rejected = (run: ExampleRun, passId: string, changes: object = {}, at?: string) =>
			play(nodeRed, run, {
				event: 'signin_rejected',
				...(at && { at }),
				visit: { ...visit, passId, ...changes },
			});
		const textOf = (body: unknown) =>
			(body as { blocks: Array<{ text: { text: string } }> }).blocks[0]?.text.text;
		const answerOk = (count: number) =>
			system().answers.push(...Array.from({ length: count }, () => ({ body: 'ok' })));

		test('who, why, and how often that day, once, over a deploy and a restart', async () => {
			answerOk(4);
			const run = await start();
			await rejected(run, 'pass-1');
			await rejected(run, 'pass-1');
			await rejected(run, 'pass-3', { firstName: 'John' });
			await waitForAsked(2);
			await nodeRed.deploy(...run.entries);
			await rejected(run, 'pass-3', { firstName: 'John' });
			await nodeRed.server.stop();
			await nodeRed.restart();
			await rejected(run, 'pass-1');
			await rejected(run, 'pass-2');
			const [, , last] = await waitForAsked(3);
			const why =
				"Workflow integration: We couldn't find a valid Workflow response. We've sent you an SMS or email with more information.";
			const count = 'Rejected on 2026-11-25 (UTC): this visitor 2 times, 3 in all.';
			expect(last?.body).toEqual({
				text: 'A check-in was rejected.',
				blocks: [
					{
						type: 'section',
						text: { type: 'plain_text', text: `${headline}\nWhy: ${why} ${count}`, emoji: false },
					},
				],
			});
			expect(await readFile(run.kept, 'utf8')).not.toContain('evil.example');
		});

		test.each(DAYS_OF_SITES)(
			'and the day is that of %s, at %s',
			async (timeZone, late, at, day) => {
				answerOk(3);
				const run = await start({ sites: [{ site: 'acme CORP', timeZone }] });
				await rejected(run, 'pass-1', {}, at);
				await rejected(run, 'pass-2', {}, late);
				await rejected(run, 'pass-3', {}, at);
				const texts = (await waitForAsked(3)).map(({ body }) => textOf(body));
				expect(texts[2]).toContain(
					`Rejected on ${day} (${timeZone}): this visitor 2 times, 2 in all.`,
				);
				expect(texts[1]).toContain('this visitor once, 1 in all.');
			},
		);

		test('and says so where the zone is unknown, or the file is cut, which is left alone', async () => {
			answerOk(2);
			const run = await start({ sites: [{ site: '*', timeZone: 'Nowhere/Land' }] });
			await rejected(run, 'pass-1');
			const [unknown] = await waitForAsked(1);
			expect(textOf(unknown?.body)).toContain('How often is not known');
			const failed = () => nodeRed.server.log().split('Count the rejections failed').length - 1;
			await nodeRed.waitFor('an error', async () => failed() > 0);
			const before = failed();
			const cut = await start();
			await writeFile(cut.kept, '[{"at":1');
			await rejected(cut, 'pass-1');
			expect(textOf((await waitForAsked(2))[1]?.body)).toContain('How often is not known');
			await nodeRed.waitFor('an error', async () => failed() > before);
			expect(await readFile(cut.kept, 'utf8')).toBe('[{"at":1');
		});

		test('and says so while the disk is full, and counts again once it is mended', async () => {
			answerOk(3);
			const run = await start();
			await rejected(run, 'pass-1');
			await waitForFile(run.kept, 'signin_rejected');
			const kept = await readFile(run.kept, 'utf8');
			await mkdir(`${run.kept}.new`);
			const logged = nodeRed.server.log().length;
			await rejected(run, 'pass-2');
			expect(textOf((await waitForAsked(2))[1]?.body)).toContain(
				'How often is not known: see the log of Node-RED.',
			);
			await nodeRed.waitFor('an error', async () =>
				nodeRed.server.log().slice(logged).includes('Count the rejections failed'),
			);
			expect(await readFile(run.kept, 'utf8')).toBe(kept);

			await rm(`${run.kept}.new`, { recursive: true });
			await rejected(run, 'pass-1');
			await rejected(run, 'pass-3');
			expect(textOf((await waitForAsked(3))[2]?.body)).toContain('this visitor 2 times, 2 in all.');
			expect(JSON.parse(await readFile(run.kept, 'utf8'))).toHaveLength(2);
		});

		test('and counts namesakes apart', async () => {
			answerOk(2);
			const run = await start();
			await rejected(run, 'pass-1', { email: 'jane@example.com' });
			await rejected(run, 'pass-2', { email: 'another.jane@example.com' });
			const texts = (await waitForAsked(2)).map(({ body }) => textOf(body));
			expect(texts[0]).toContain('this visitor once, 1 in all.');
			expect(texts[1]).toContain('this visitor once, 2 in all.');
		});

		test('and keeps nothing for longer than it says', async () => {
			answerOk(1);
			const run = await start();
			const at = Date.now() - 49 * 3_600_000;
			await writeFile(
				run.kept,
				JSON.stringify([{ at, day: '2026-11-25', who: 'x', eventKey: 'y' }]),
			);
			await rejected(run, 'pass-1');
			expect(textOf((await waitForAsked(1))[0]?.body)).toContain('1 in all');
			expect(await readFile(run.kept, 'utf8')).not.toContain('"y"');
		});

		test('and the contact of the site where Slack says no', async () => {
			const before = sidebar().length;
			const atHut = headline.replace('Acme Corp', 'Hut');
			const run = await start({ sites: [{ site: '*', contact: 'desk@example.com' }] });
			system().answers.push({ body: { ok: false } });
			await rejected(run, 'pass-1', { site: 'Hut' });
			const emails = () =>
				sidebar()
					.slice(before)
					.map(({ data }) => data as { name: string; msg: string })
					.filter(({ name }) => name === 'Wire your e-mail node here')
					.map(({ msg }) => JSON.parse(msg) as { to: string; topic: string })
					.filter(({ topic }) => topic.endsWith(' at Hut.'));
			await nodeRed.waitFor('two emails', async () => emails().length === 2);
			expect(emails()).toMatchObject([
				{ to: 'security@example.com', topic: atHut },
				{ to: 'desk@example.com', topic: `Please tell security: ${atHut}` },
			]);
			expect(nodeRed.server.log()).toContain('Slack answered 200');
			expect(nodeRed.server.log() + JSON.stringify(emails())).not.toContain(SECRET);
		});

		test('nothing until it is set up, with an email ready', async () => {
			const run = await deployExample(nodeRed, 10);
			const { payload } = await emailAfter(run, { event: 'signin_rejected', visit });
			expect(readIn(payload)).toContain(headline);
			expect(system().asked).toEqual([]);
		});
	});

	test('examples 7 and 10 share a list of sites, and each keeps its own file', async () => {
		const sites = [{ site: '*', timeZone: 'Europe/Berlin' }];
		const lent = await deployExample(nodeRed, 7, { settings: { sites } });
		const sharing = await deployExample(nodeRed, 10, {
			env: { SLACK_WEBHOOK_URL: `${system().url}/${SECRET}` },
		});
		const list = lent.entries.find(({ type, name }) => type === 'link in' && name === CALLED);
		const others = sharing.entries
			.filter(({ type }) => type !== 'sine-webhook')
			.map((entry) => (entry.type === 'link call' ? { ...entry, links: [list?.id] } : entry));
		await nodeRed.deploy(...lent.entries, ...others);
		system().answers.push({ body: 'ok' });
		await play(nodeRed, sharing, { event: 'signin_rejected' });
		await play(nodeRed, lent, { event: 'signin_after' });
		const [slack] = await waitForAsked(1);
		expect(JSON.stringify(slack?.body)).toContain('(Europe/Berlin): this visitor once, 1 in all.');
		await waitForFile(lent.kept, 'signin_after');
		await waitForFile(sharing.kept, 'signin_rejected');
		expect(await readFile(lent.kept, 'utf8')).not.toContain('signin_rejected');
	});

	describe('example 11 makes a Wi-Fi voucher', () => {
		const CODE = { status: 201, body: { id: 'v/1', code: 'ABC-123' } };
		const WITHOUT_CODE = {
			code: 'SUCCESS',
			adminNotes: 'No Wi-Fi voucher could be created',
			visitorNotes: 'Welcome, Jane! Please ask the front desk for Wi-Fi.',
		};
		const start = async () =>
			await deployExample(nodeRed, 11, {
				settings: { url: `${system().url}/vouchers` },
				token: SECRET,
			});

		test('on check-in, and revokes it on check-out', async () => {
			const run = await start();
			system().answers.push(CODE, { status: 204 });
			expect(await play(nodeRed, run, { visit: { site: 'Acme Corp' } })).toEqual({
				code: 'SUCCESS',
				adminNotes: 'Wi-Fi voucher v/1',
				visitorNotes: 'Welcome, Jane! Your Wi-Fi code is ABC-123.',
			});
			expect(system().asked).toMatchObject([
				{
					method: 'POST',
					path: '/vouchers',
					headers: { authorization: `Bearer ${SECRET}`, 'idempotency-key': expect.any(String) },
					body: { name: 'Jane Doe', site: 'Acme Corp', hours: 8 },
				},
			]);
			await play(nodeRed, run, { event: 'signout_after', visit: { site: 'Acme Corp' } });
			expect((await waitForAsked(2))[1]).toMatchObject({
				method: 'DELETE',
				path: '/vouchers/v%2F1',
			});
			await waitForFile(run.kept, '[]');
		});

		test('and revokes that of a rejected check-in, again after a failure, over a restart', async () => {
			const run = await start();
			system().answers.push(CODE, { status: 500 });
			const visit = {
				firstName: 'Jane',
				lastName: 'Doe',
				email: 'jane@example.com',
				mobile: '',
				site: 'Hut',
			};
			await play(nodeRed, run, { visit });
			await play(nodeRed, run, { event: 'signin_rejected', visit });
			await waitForAsked(2);
			await waitForFile(run.kept, '"revoke": true');
			await nodeRed.server.stop();
			await nodeRed.restart();
			system().answers.push({ status: 404 });
			await nodeRed.waitFor('the second try', async () => {
				await press(run, 'Every hour');
				return system().asked.length >= 3;
			});
			expect(system().asked[2]).toMatchObject({ method: 'DELETE', path: '/vouchers/v%2F1' });
			await waitForFile(run.kept, '[]');
		});

		test('and tries again after a login page, though the mobile is spelt another way', async () => {
			const run = await start();
			const visit = { firstName: 'Jane', lastName: 'Doe', email: '', site: 'Hut' };
			const loginPage = { status: 302, headers: { location: '/login' }, body: '' };
			system().answers.push(CODE, loginPage, { status: 410 });
			await play(nodeRed, run, { visit: { ...visit, mobile: '+61 400 000 000' } });
			await play(nodeRed, run, {
				event: 'signout_after',
				visit: { ...visit, mobile: '0400000000' },
			});
			await waitForAsked(2);
			await waitForFile(run.kept, '"revoke": true');
			await nodeRed.waitFor('the second try', async () => {
				await press(run, 'Every hour');
				return system().asked.length >= 3;
			});
			expect(
				system()
					.asked.map(({ method }) => method)
					.slice(0, 3),
			).toEqual(['POST', 'DELETE', 'DELETE']);
			await waitForFile(run.kept, '[]');
		});

		test('as shipped, by its stand-in', async () => {
			const run = await deployExample(nodeRed, 11);
			expect(await play(nodeRed, run, {})).toMatchObject({
				adminNotes: 'Wi-Fi voucher demo-voucher',
			});
			await play(nodeRed, run, { event: 'signout_after' });
			await waitForFile(run.kept, '[]');
			expect(nodeRed.server.log()).not.toContain('[http request:Ask the Wi-Fi system]');
		});

		test('and revokes one whose code comes too late, and one of a pass, not of a namesake', async () => {
			const run = await start();
			system().answers.push({ ...CODE, afterMs: 5_000 }, { status: 204 });
			const asked = Date.now();
			expect(await play(nodeRed, run, {})).toEqual(WITHOUT_CODE);
			expect(Date.now() - asked).toBeLessThan(4_900);
			expect((await waitForAsked(2))[1]).toMatchObject({
				method: 'DELETE',
				path: '/vouchers/v%2F1',
			});
			await waitForFile(run.kept, '[]');

			system().forget();
			const visit = { firstName: 'Max', lastName: 'Roe', email: '', mobile: '', site: 'Hut' };
			for (const [number, passId] of ['p1', 'p2'].entries()) {
				system().answers.push({ body: { id: `m${number}`, code: 'ABC' } });
				await play(nodeRed, run, { visit, at: `2026-11-25T1${number}:00:00Z` });
				await play(nodeRed, run, { event: 'signin_after', visit: { ...visit, passId } });
				await waitForFile(run.kept, passId);
			}
			const leaves = { event: 'signout_after', visit: { ...visit, passId: 'p1' } } as const;
			await play(nodeRed, run, leaves);
			expect((await waitForAsked(3))[2]).toMatchObject({ path: '/vouchers/m0' });
			await nodeRed.waitFor('one left', async () => {
				const text = await readFile(run.kept, 'utf8');
				return !text.includes('"m0"') && text.includes('"m1"');
			});
			await play(nodeRed, run, leaves);
			expect(system().asked).toHaveLength(3);
			await press(run, 'Erase');
			expect(await readFile(run.kept, 'utf8')).toContain('"m1"');
		});

		test('and asks again by the same key for one whose answer was lost at a restart', async () => {
			const run = await start();
			system().answers.push('hang');
			const call = { visit: { firstName: 'Jane', lastName: 'Doe', site: 'Hut' } };
			void nodeRed.send(run, { body: bodyOf(call) }).catch(() => undefined);
			await waitForAsked(1);
			await nodeRed.server.stop();
			const [voucher] = JSON.parse(await readFile(run.kept, 'utf8')) as object[];
			await writeFile(run.kept, JSON.stringify([{ ...voucher, ends: Date.now() - 1 }]));
			await nodeRed.restart();
			system().answers.push(CODE, { status: 204 });
			await nodeRed.waitFor('the second try', async () => {
				await press(run, 'Every hour');
				return system().asked.length >= 2;
			});
			await waitForFile(run.kept, '[]');
			const [first, second] = system().asked;
			expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
			expect(second?.body).toEqual(first?.body);
			const deleted = system().asked.filter(({ method }) => method === 'DELETE');
			expect(deleted[0]).toMatchObject({ path: '/vouchers/v%2F1' });
		});

		test('and never writes over a file that is cut, or where nothing can be written', async () => {
			const run = await start();
			const cut = '[{"key": "a", "id": "v1"';
			await writeFile(run.kept, cut);
			const visit = { firstName: 'Jane', lastName: 'Doe', site: 'Hut' };
			expect(await play(nodeRed, run, { visit })).toEqual(WITHOUT_CODE);
			await play(nodeRed, run, { event: 'signout_after', visit });
			await press(run, 'Every hour');
			const keeper = run.entries.find(({ name }) => name === 'Keep the vouchers') as { id: string };
			await nodeRed.waitFor('a red badge', async () =>
				nodeRed.badges(keeper).includes('cannot read or write the file'),
			);
			expect(nodeRed.server.log()).toContain('cannot be read or written.');
			expect(nodeRed.server.log()).not.toContain('Jane Doe');
			expect(await readFile(run.kept, 'utf8')).toBe(cut);
			expect(system().asked).toEqual([]);

			await writeFile(run.kept, '[]');
			await mkdir(`${run.kept}.new`);
			expect(await play(nodeRed, run, { visit })).toEqual(WITHOUT_CODE);
			expect(system().asked).toEqual([]);
			expect(await readFile(run.kept, 'utf8')).toBe('[]');
			await rm(`${run.kept}.new`, { recursive: true });
			system().answers.push(CODE);
			expect(await play(nodeRed, run, { visit })).toMatchObject({
				adminNotes: 'Wi-Fi voucher v/1',
			});
			await nodeRed.waitFor('no badge', async () => nodeRed.badges(keeper).at(-1) === '');
		});

		test('and revokes one that could not be recorded, as the disk was full when it came', async () => {
			const run = await start();
			system().answers.push({ ...CODE, afterMs: 500 }, CODE, { status: 204 });
			const answered = play(nodeRed, run, {});
			await waitForAsked(1);
			await mkdir(`${run.kept}.new`);
			expect(await answered).toEqual(WITHOUT_CODE);
			await rm(`${run.kept}.new`, { recursive: true });
			const [voucher] = JSON.parse(await readFile(run.kept, 'utf8')) as object[];
			await writeFile(run.kept, JSON.stringify([{ ...voucher, ends: Date.now() - 1 }]));
			await press(run, 'Every hour');
			await waitForFile(run.kept, '[]');
			const [first, second, last] = system().asked;
			expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
			expect(last).toMatchObject({ method: 'DELETE', path: '/vouchers/v%2F1' });
		});

		test('and revokes one that is made when the visit is over and forgotten, until it is gone', async () => {
			const run = await start();
			const visit = { firstName: 'Jane', lastName: 'Doe', email: '', mobile: '', site: 'Hut' };
			system().answers.push({ ...CODE, afterMs: 1_500 }, CODE, { status: 204 }, { status: 500 });
			const answered = play(nodeRed, run, { visit });
			await waitForAsked(1);
			await play(nodeRed, run, { event: 'signin_rejected', visit });
			await waitForAsked(3);
			await waitForFile(run.kept, '[]');
			await waitForFile(run.kept, '"revoke": true');
			expect(await readFile(run.kept, 'utf8')).not.toContain('Jane');
			expect(await answered).toEqual(WITHOUT_CODE);
			await press(run, 'Every hour');
			await waitForFile(run.kept, '[]');
			const methods = system().asked.map(({ method }) => method);
			expect(methods.slice(0, 4)).toEqual(['POST', 'POST', 'DELETE', 'DELETE']);
		});

		test('once for an event that comes twice, not ended by an older check-out', async () => {
			const run = await start();
			system().answers.push(CODE, CODE);
			const visit = { firstName: 'Jane', lastName: 'Doe', site: 'Mill' };
			for (const _time of [1, 2]) {
				expect(await play(nodeRed, run, { visit })).toMatchObject({
					adminNotes: 'Wi-Fi voucher v/1',
				});
			}
			const [first, second] = system().asked.map(({ headers }) => headers['idempotency-key']);
			expect(second).toBe(first);
			const early = { event: 'signout_after', visit: { ...visit, passId: 'p0' } } as const;
			await play(nodeRed, run, { ...early, at: '2026-11-25T09:00:00Z' });
			await press(run, 'Every hour');
			await nodeRed.deploy(...run.entries);
			await play(nodeRed, run, { event: 'signout_after', visit });
			expect((await waitForAsked(3))[2]).toMatchObject({ path: '/vouchers/v%2F1' });
			await waitForFile(run.kept, '[]');
			expect(system().asked).toHaveLength(3);
		});

		test('and does not end it with a pass that only expired', async () => {
			const run = await start();
			system().answers.push(CODE, { body: { id: 'v2', code: 'DEF' } }, { status: 204 });
			const visit = { firstName: 'Jane', lastName: 'Doe', site: 'Mill', passId: 'p1' };
			await play(nodeRed, run, { visit });
			await play(nodeRed, run, { event: 'signin_after', visit });
			await waitForFile(run.kept, '"p1"');
			const leaves = { event: 'signout_after', visit } as const;
			await play(nodeRed, run, withData(leaves, { autoExpired: true }));
			await play(nodeRed, run, { visit: { firstName: 'Max', site: 'Mill' } });
			expect(system().asked.map(({ method }) => method)).toEqual(['POST', 'POST']);
			expect(JSON.parse(await readFile(run.kept, 'utf8'))).toMatchObject([
				{ id: 'v/1', passId: 'p1', revoke: false },
				{ id: 'v2', revoke: false },
			]);
			await play(nodeRed, run, leaves);
			expect((await waitForAsked(3))[2]).toMatchObject({
				method: 'DELETE',
				path: '/vouchers/v%2F1',
			});
		});

		test('and drops what could not be revoked for a week, and says so', async () => {
			const run = await start();
			const ends = Date.now() - 8 * 86_400_000;
			await writeFile(run.kept, JSON.stringify([{ key: 'old', id: 'v1', ends }]));
			await press(run, 'Every hour');
			await waitForFile(run.kept, '[]');
			expect(nodeRed.server.log()).toContain('A voucher could not be revoked in 7 days.');
			expect(system().asked).toEqual([]);
		});

		test.each(['jane.doe@example.com', 'JANE.doe@example.com ', '0400 000 000', ' jane doe'])(
			'and erases one person, however it is spelt, here "%s"',
			async (template) => {
				const run = await start();
				await editTemplate(nodeRed, run, 'Who to erase (edit me)', template);
				system().answers.push(CODE, { status: 500 });
				await play(nodeRed, run, { visit: { email: 'jane.doe@example.com', site: 'Hut' } });
				await press(run, 'Erase');
				await waitForAsked(2);
				await waitForFile(run.kept, '"revoke": true');
				const kept = (await readFile(run.kept, 'utf8')).toLowerCase();
				expect(kept).not.toMatch(/jane|doe|6140000|400000/);
			},
		);

		test.each(NO_VOUCHER)(
			'not where the system %s, and lets the visitor in',
			async (_what, answer) => {
				const run = await start();
				system().answers.push(answer);
				expect(await play(nodeRed, run, {})).toEqual(WITHOUT_CODE);
			},
		);
	});
});
