import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { otherSystemOfTests } from '../helpers/otherSystem';
import { NO_ANSWER_MESSAGE } from '../tables/noAnswer';
import { STORIES } from '../tables/stories';
import { deployExample, editTemplate, play } from './exampleFlow';
import { onEachNodeRed, type TestNodeRed } from './server';

const AT_THE_DESK = { code: 'REJECTED', rejectionMessage: NO_ANSWER_MESSAGE };

/** Example 6, with visitors who come, and what is in its file. */
async function siteWithPlaces(nodeRed: TestNodeRed, site: string, places: number, person = '') {
	const settings = { sites: [{ site, places }], person };
	const run = await deployExample(nodeRed, 6, { settings });
	const idOf = (name: string) => run.entries.find((entry) => entry.name === name)?.id ?? '';
	return {
		run,
		press: (name: string) => nodeRed.client.call('POST', `/inject/${idOf(name)}`),
		badge: () => nodeRed.badges({ id: idOf('Keep count') }).at(-1),
		comes: (firstName: string) => play(nodeRed, run, { visit: { site, firstName } }),
		fileWith: (word: string) =>
			nodeRed.waitFor(`a file with ${word}`, async () =>
				(await readFile(run.kept, 'utf8').catch(() => '')).includes(word),
			),
	};
}

onEachNodeRed((nodeRed) => {
	const system = otherSystemOfTests();

	test.each(STORIES.map((story) => [`${story.flow}: ${story.name}`, story] as const))(
		'example %s',
		async (_name, { flow, rows, sites, system: answers = [], calls }) => {
			system().answers.push(...answers);
			const run = await deployExample(nodeRed, flow, {
				rows,
				settings: { ...(sites && { sites }), ...(flow === 12 && { url: system().url }) },
			});
			for (const { answer, ...call } of calls) {
				expect(await play(nodeRed, run, call)).toEqual(answer);
			}
		},
	);

	test('example 12 sends the key of the system where it is entered, and nothing else', async () => {
		const key = 'a-key-of-the-tests';
		const run = await deployExample(nodeRed, 12, { settings: { url: `${system().url}/decide` } });
		await play(nodeRed, run, {});
		const withKey = run.entries.map((entry) =>
			entry.name === 'Ask the other system' ? { ...entry, credentials: { password: key } } : entry,
		);
		await nodeRed.deploy(...withKey);
		await play(nodeRed, run, {});
		const { asked } = system();
		expect(asked.map(({ path }) => path)).toEqual(['/decide', '/decide']);
		expect(asked.map(({ headers }) => headers.authorization)).toEqual([undefined, `Bearer ${key}`]);
		expect(asked[0]?.body).toEqual({
			firstName: 'Jane',
			lastName: 'Doe',
			email: 'jane.doe@example.com',
			mobile: '+61400000000',
			company: 'Acme Co',
			visitorType: 'Visitor',
			site: 'Acme Corp',
		});
		expect(JSON.stringify(await nodeRed.client.flows())).not.toContain(key);
	});

	test.each([
		['no address', { url: '' }],
		['an address that is none', { url: 'Acme Corp' }],
	])('example 12 lets nobody in with %s, and says so', async (_what, settings) => {
		const run = await deployExample(nodeRed, 12, { settings });
		const logged = nodeRed.server.log().length;
		expect(await play(nodeRed, run, {})).toMatchObject({ code: 'REJECTED' });
		expect(nodeRed.server.log().slice(logged)).toContain('Ask the other system]');
	});

	test('example 6: of 50 who come at once, 10 are let in where there are 10 places', async () => {
		const site = 'Stadium';
		const run = await deployExample(nodeRed, 6, { settings: { sites: [{ site, places: 10 }] } });
		const answers = await Promise.all(
			Array.from({ length: 50 }, (_, number) =>
				play(nodeRed, run, { visit: { site, email: `visitor-${number}@example.com` } }),
			),
		);
		const codes = answers.map((answer) => (answer as { code: string }).code);
		expect(codes.filter((code) => code === 'SUCCESS')).toHaveLength(10);
		expect(codes.filter((code) => code === 'REJECTED')).toHaveLength(40);
	});

	test('example 6: a place comes free when its time is up, and is taken over a restart', async () => {
		const { run, comes, fileWith } = await siteWithPlaces(nodeRed, 'Hut', 1);
		expect(await comes('Jane')).toMatchObject({ code: 'SUCCESS' });

		await fileWith('jane');
		await nodeRed.server.stop();
		await nodeRed.restart();
		expect(await comes('John')).toMatchObject({ code: 'REJECTED' });

		// Ten minutes go by.
		await nodeRed.server.stop();
		const kept = JSON.parse(await readFile(run.kept, 'utf8')) as Array<{ until: number }>;
		const older = kept.map((entry) => ({ ...entry, until: entry.until - 10 * 60_000 }));
		await writeFile(run.kept, JSON.stringify(older));
		await nodeRed.restart();
		expect(await comes('John')).toMatchObject({ code: 'SUCCESS' });
	});

	test('example 6: a deploy doubles nothing, and a file that is cut lets nobody in', async () => {
		const { run, comes, fileWith, badge } = await siteWithPlaces(nodeRed, 'Cabin', 2);
		const leaves = {
			event: 'signout_after',
			visit: { site: 'Cabin', firstName: 'Jane' },
		} as const;
		expect(await comes('Jane')).toMatchObject({ code: 'SUCCESS' });
		await fileWith('jane');

		await nodeRed.deploy(...run.entries);
		expect(await comes('John')).toMatchObject({ code: 'SUCCESS' });
		expect(await comes('Joan')).toMatchObject({ code: 'REJECTED' });
		await fileWith('john');

		await nodeRed.server.stop();
		const whole = await readFile(run.kept, 'utf8');
		await writeFile(run.kept, whole.slice(0, -9));
		await nodeRed.restart();
		await play(nodeRed, run, leaves);
		expect(await comes('Joan')).toEqual(AT_THE_DESK);
		await nodeRed.waitFor('a red badge', async () => badge() === 'see the log');
		expect(await readFile(run.kept, 'utf8')).toBe(whole.slice(0, -9));

		await writeFile(run.kept, whole);
		expect(await comes('Joan')).toMatchObject({ code: 'REJECTED' });
		await play(nodeRed, run, leaves);
		expect(await comes('Joan')).toMatchObject({ code: 'SUCCESS' });
	});

	test('example 6: where the disk is full, nobody is let in, and nothing is lost', async () => {
		const { run, comes, fileWith, badge } = await siteWithPlaces(nodeRed, 'Barn', 1);
		await mkdir(`${run.kept}.new`);
		const logged = nodeRed.server.log().length;
		expect(await comes('Jane')).toEqual(AT_THE_DESK);
		await nodeRed.waitFor('a red badge', async () => badge() === 'see the log');
		await nodeRed.waitFor('an error in the log', async () =>
			nodeRed.server.log().slice(logged).includes('Keep count]'),
		);
		await rm(`${run.kept}.new`, { recursive: true });
		expect(await comes('John')).toMatchObject({ code: 'REJECTED' });
		await fileWith('jane');
		expect(await comes('Jane')).toMatchObject({ code: 'SUCCESS' });
	});

	test('example 6: places that are no number let nobody in, and the log says so', async () => {
		const { run, comes } = await siteWithPlaces(nodeRed, 'Loft', 1);
		await editTemplate(nodeRed, run, 'Sites (edit me)', '- site: "*"\n  places: fifty');
		const logged = nodeRed.server.log().length;
		expect(await comes('Jane')).toEqual(AT_THE_DESK);
		await nodeRed.waitFor('an error in the log', async () =>
			nodeRed.server.log().slice(logged).includes('The places of the site are no number'),
		);
	});

	test.each(['JANE.doe@example.com ', '0400 000 000', 'jane doe'])(
		'example 6 erases %s alone, drops what is over, and says how many',
		async (person) => {
			const { run, comes, press, fileWith } = await siteWithPlaces(nodeRed, 'Mill', 9, person);
			await comes('Jane');
			await fileWith('jane');
			const [jane] = JSON.parse(await readFile(run.kept, 'utf8')) as [{ until: number }];
			const others = [
				{ ...jane, names: ['sam sample', '', ''], person: 'sam' },
				{ ...jane, names: ['joan roe', '', ''], person: 'joan', until: Date.now() - 1 },
			];
			await writeFile(run.kept, JSON.stringify([jane, ...others]));
			const logged = nodeRed.server.log().length;
			const kept = async () => JSON.parse(await readFile(run.kept, 'utf8')) as unknown[];
			await press('Every hour');
			await nodeRed.waitFor('two stays', async () => (await kept()).length === 2);
			await press('Erase this person');
			await nodeRed.waitFor('one stay', async () => (await kept()).length === 1);
			expect(await kept()).toMatchObject([{ person: 'sam' }]);
			const log = () => nodeRed.server.log().slice(logged);
			await nodeRed.waitFor('how many', async () => /Stays erased.*: 1/.test(log()));
			expect(log().toLowerCase()).not.toContain('jane');
		},
	);
});

onEachNodeRed(
	(nodeRed) => {
		test('example 6: a deploy and a restart double nothing where the context is kept', async () => {
			const { run, comes, fileWith } = await siteWithPlaces(nodeRed, 'Tower', 2);
			expect(await comes('Jane')).toMatchObject({ code: 'SUCCESS' });
			await fileWith('jane');
			await nodeRed.deploy(...run.entries);
			await nodeRed.server.stop();
			await nodeRed.restart();
			expect(await comes('John')).toMatchObject({ code: 'SUCCESS' });
			expect(await comes('Joan')).toMatchObject({ code: 'REJECTED' });
			await fileWith('john');
			const kept = JSON.parse(await readFile(run.kept, 'utf8')) as unknown[];
			expect(kept).toHaveLength(2);
		});
	},
	{ contextStorage: { default: { module: 'localfilesystem' } } },
);
