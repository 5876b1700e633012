import { readFile } from 'node:fs/promises';
import { openOnSitePage } from '../helpers/onSitePage';
import { NO_ANSWER_MESSAGE } from '../tables/noAnswer';
import { DESK, type Call } from '../tables/stories/story';
import { deployExample, editTemplate, play, type ExampleRun } from './exampleFlow';
import { onEachNodeRed } from './server';

const CONTACT = 'desk@example.com';
const SITES = [{ site: '*', timeZone: 'UTC', places: 50, contact: CONTACT }];

const HOST = { host: 'John Doe', hostEmail: 'john@example.com' };

/** What a user may write into "Sites (edit me)" in place of a list of rows. */
const MISTAKES = [
	['a text', 'Head office'],
	['a site without its dash', `site: "*"\nplaces: 50\ncontact: ${CONTACT}`],
	['nothing', ''],
	['a list of texts', '- Head office'],
	['a row without a site', `- site: "*"\n  places: 50\n- places: 50`],
	['a mistake of YAML', '- site: "*\n  places: 50'],
] as const;

/** Shows the whole message in the sidebar. */
const EMAIL = 'Wire your e-mail node here';
const FAULT = 'There is a mistake in Sites (edit me): each site begins with ';

onEachNodeRed((nodeRed) => {
	const shown = () =>
		nodeRed.client.messages
			.filter(({ topic }) => topic === 'debug')
			.map(({ data }) => data as { name: string; msg: unknown })
			.map(({ name, msg }) => ({ name, text: String(msg) }));

	/** Deploys an example whose list has a mistake; a visitor who gets no answer waits two seconds. */
	const withMistake = async (example: number, text: string, env = {}): Promise<ExampleRun> => {
		const run = await deployExample(nodeRed, example, { settings: { sites: SITES }, env });
		const entries = run.entries.map((entry) =>
			entry.answerWithin === 10 ? { ...entry, answerWithin: 2 } : entry,
		);
		return await editTemplate(nodeRed, { ...run, entries }, 'Sites (edit me)', text);
	};

	/** Plays a call, and waits for the one error that says what is wrong with the sites. */
	const playAndHear = async (run: ExampleRun, call: Omit<Call, 'answer'> = {}) => {
		const before = shown().length;
		const answer = await play(nodeRed, run, call);
		const said = () =>
			shown()
				.slice(before)
				.filter(({ name, text }) => name !== EMAIL && text.includes(FAULT));
		await nodeRed.waitFor('an error in the sidebar', async () => said().length > 0);
		expect(said()).toHaveLength(1);
		return { answer, sent: () => shown().slice(before) };
	};

	describe.each(MISTAKES)('where the sites are %s', (_what, text) => {
		test('example 6 lets nobody in, and says so', async () => {
			const { answer } = await playAndHear(await withMistake(6, text));
			expect(answer).toEqual({ code: 'REJECTED', rejectionMessage: NO_ANSWER_MESSAGE });
		});

		test('example 13 asks nobody, sends the visitor to the desk at once, and says so', async () => {
			const { answer, sent } = await playAndHear(await withMistake(13, text), {
				event: 'signin_before_details',
				visit: HOST,
			});
			expect(answer).toEqual(DESK);
			expect(sent()).toHaveLength(1);
		});

		test.each([
			[7, 'signin_after', 'is here to see'],
			[10, 'signin_rejected', 'Check-in rejected: '],
		] as const)(
			'example %i tells the others all the same, and says so',
			async (number, event, topic) => {
				const { answer, sent } = await playAndHear(await withMistake(number, text), {
					event,
					visit: HOST,
				});
				expect(answer).toEqual({ code: 'SUCCESS' });
				const emails = () => sent().filter(({ name }) => name === EMAIL);
				await nodeRed.waitFor('the email', async () => emails().length > 0);
				expect(emails()).toHaveLength(1);
				expect(emails()[0]?.text).toContain(topic);
			},
		);

		test('example 9 has a red page, and keeps who comes', async () => {
			const password = 'a-secret-of-the-tests';
			const run = await withMistake(9, text, { PAGE_PASSWORD: password });
			const { answer } = await playAndHear(run, {
				event: 'signin_after',
				visit: { passId: 'pass-1' },
			});
			expect(answer).toEqual({ code: 'SUCCESS' });
			await playAndHear(run, { event: 'signin_after', visit: { passId: 'pass-2' } });
			const kept = await readFile(run.kept, 'utf8');
			expect([kept.includes('pass-1'), kept.includes('pass-2')]).toEqual([true, true]);
			const page = await openOnSitePage(`${nodeRed.server.url}/sine/on-site`, password);
			expect(page.status).toBe(500);
			for (const part of ['There is a mistake in Sites (edit me)', 'on site: 2'])
				expect(page.text).toContain(part);
		});
	});

	test('a mistake in a list that another flow lends is said by the flow that asks', async () => {
		const lent = await deployExample(nodeRed, 7, { settings: { sites: SITES } });
		const asking = await deployExample(nodeRed, 10);
		const list = lent.entries.find(
			({ type, name }) => type === 'link in' && name === 'Look up the site',
		);
		const others = asking.entries
			.filter(({ type, name }) => type !== 'sine-webhook' && name !== 'Sites (edit me)')
			.map((entry) => (entry.type === 'link call' ? { ...entry, links: [list?.id] } : entry));
		const both = { ...asking, entries: [...lent.entries, ...others] };
		await editTemplate(nodeRed, both, 'Sites (edit me)', '- site: "*');
		const { sent } = await playAndHear(asking, { event: 'signin_rejected' });
		const said = () => sent().map(({ name }) => name);
		await nodeRed.waitFor('the email', async () => said().includes(EMAIL));
		expect(said().sort()).toEqual(['Count the rejections', EMAIL].sort());
	});
});
