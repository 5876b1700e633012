import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { NO_ANSWER_MESSAGE } from '../tables/noAnswer';
import { type Call } from '../tables/stories';
import { deployExample, play, type ExampleRun } from './exampleFlow';
import { onEachNodeRed, type TestNodeRed } from './server';

const INVITED = '2026-11-25T10:00:00Z';
const IN_TIME = '2026-11-25T10:30:00Z';
const AT_THE_DESK = { code: 'REJECTED', rejectionMessage: NO_ANSWER_MESSAGE };
const CANCELLED = {
	code: 'REJECTED',
	rejectionMessage: 'Your invitation was cancelled. Please see the front desk.',
};
const LET_IN = { code: 'SUCCESS', adminNotes: 'Invited by John Doe' };

/** Example 3, and what happens to it. */
async function invitations(nodeRed: TestNodeRed, settings: Readonly<Record<string, unknown>> = {}) {
	const run = await deployExample(nodeRed, 3, { settings });
	const tell = async (event: Call['event'], inviteId: string, email = 'jane.doe@example.com') =>
		await play(nodeRed, run, { event, at: INVITED, visit: { inviteId, email } });
	return {
		run,
		tell,
		comes: async (inviteId: string) =>
			await play(nodeRed, run, { at: IN_TIME, visit: { inviteId } }),
		file: async () => await readFile(run.kept, 'utf8').catch(() => ''),
		/** Tells of an event, and waits until it is in the file. */
		keep: async (event: Call['event'], inviteId: string, email?: string) => {
			const before = await readFile(run.kept, 'utf8').catch(() => '');
			await tell(event, inviteId, email);
			await nodeRed.waitFor(
				inviteId,
				async () => (await readFile(run.kept, 'utf8').catch(() => '')) !== before,
			);
		},
	};
}

const idOf = ({ entries }: ExampleRun, name: string) =>
	entries.find((entry) => entry.name === name)?.id ?? '';

onEachNodeRed((nodeRed) => {
	const press = async (run: ExampleRun, name: string) =>
		await nodeRed.client.call('POST', `/inject/${idOf(run, name)}`);
	const isRed = (run: ExampleRun) =>
		nodeRed.badges({ id: idOf(run, 'Keep the invitations') }).at(-1) === 'see the log';

	test('example 3 keeps invitations over a deploy and a restart', async () => {
		const { run, keep, comes } = await invitations(nodeRed);
		await keep('invitation_created', 'invite-1');
		await keep('invitation_created', 'invite-2');
		await keep('invitation_deleted', 'invite-2');
		await nodeRed.deploy(...run.entries);
		expect(await comes('invite-1')).toMatchObject(LET_IN);
		await nodeRed.server.stop();
		await nodeRed.restart();
		expect(await comes('invite-1')).toMatchObject(LET_IN);
		expect(await comes('invite-2')).toEqual(CANCELLED);
	});

	test.each([
		['is cut', (whole: string) => whole.slice(0, -9)],
		['is empty', () => ''],
		['holds the people of another flow', () => '[{"passId": "pass-1", "visitor": "Jane Doe"}]'],
		['holds no list', () => '{"visitor": "Jane Doe"}'],
	])('example 3 lets nobody in where its file %s, and does not touch it', async (_what, spoil) => {
		const { run, keep, tell, comes } = await invitations(nodeRed);
		await keep('invitation_created', 'invite-1');
		const whole = await readFile(run.kept, 'utf8');
		await writeFile(run.kept, spoil(whole));
		const logged = nodeRed.server.log().length;
		await tell('invitation_created', 'invite-2');
		expect(await comes('invite-1')).toEqual(AT_THE_DESK);
		await press(run, 'Every night');
		expect(await readFile(run.kept, 'utf8')).toBe(spoil(whole));
		await nodeRed.waitFor('a red badge', async () => isRed(run));
		const log = nodeRed.server.log().slice(logged);
		expect(log).toContain('The file of invitations cannot be read');
		expect(log.toLowerCase()).not.toContain('jane');

		await writeFile(run.kept, whole);
		expect(await comes('invite-1')).toMatchObject(LET_IN);
		await nodeRed.waitFor('no red badge', async () => !isRed(run));
	});

	test('example 3 loses nothing where its file cannot be written', async () => {
		const { run, keep, tell, comes, file } = await invitations(nodeRed);
		await keep('invitation_created', 'invite-1');
		const whole = await file();
		await mkdir(`${run.kept}.new`);
		await tell('invitation_deleted', 'invite-1');
		await nodeRed.waitFor('a red badge', async () => isRed(run));
		expect(nodeRed.server.log()).toContain('EISDIR');
		expect(await file()).toBe(whole);
		expect(await comes('invite-1')).toEqual(CANCELLED);

		await rm(`${run.kept}.new`, { recursive: true });
		await keep('invitation_created', 'invite-2');
		expect(JSON.parse(await file())).toMatchObject([
			{ inviteId: 'invite-1', status: 'cancelled' },
			{ inviteId: 'invite-2', status: 'valid' },
		]);
		await nodeRed.waitFor('no red badge', async () => !isRed(run));
	});

	test('example 3 forgets an invitation so many days after its end', async () => {
		const { run, keep, file } = await invitations(nodeRed, { keepDays: 7 });
		await keep('invitation_created', 'invite-1');
		await keep('invitation_created', 'invite-2');
		const days = 24 * 3_600_000;
		const rows = JSON.parse(await file()) as Array<{ inviteId: string; ends: number }>;
		const older = rows.map((row) => ({
			...row,
			ends: Date.now() - (row.inviteId === 'invite-1' ? 7.1 : 6.9) * days,
		}));
		await writeFile(run.kept, JSON.stringify(older));
		await press(run, 'Every night');
		await nodeRed.waitFor('one row', async () => !(await file()).includes('invite-1'));
		expect(JSON.parse(await file())).toMatchObject([{ inviteId: 'invite-2' }]);
	});

	test.each(['JANE.doe@example.com ', '0400 000 000', 'jane doe'])(
		'example 3 erases %s alone, and says how many rows',
		async (person) => {
			const { run, keep, file } = await invitations(nodeRed, { person });
			await keep('invitation_created', 'invite-1');
			await keep('invitation_created', 'invite-2', 'another.jane@example.com');
			const rows = JSON.parse(await file()) as object[];
			const other = { visitor: 'Sam Sample', email: 'sam@example.com', mobile: '0400 000 009' };
			await writeFile(run.kept, JSON.stringify([rows[0], { ...rows[1], ...other }]));
			const logged = nodeRed.server.log().length;
			await press(run, 'Erase this person');
			await nodeRed.waitFor('one row', async () => !(await file()).includes('invite-1'));
			expect(JSON.parse(await file())).toMatchObject([{ inviteId: 'invite-2' }]);
			const log = () => nodeRed.server.log().slice(logged);
			await nodeRed.waitFor('how many', async () => log().includes('Invitations erased: 1'));
			expect(log().toLowerCase()).not.toContain('jane');
		},
	);

	test.each([{ keepDays: 'thirty' }, { keepDays: 0 }, { file: '' }])(
		'example 3 lets nobody in with %j, and says so',
		async (settings) => {
			const { run, comes } = await invitations(nodeRed, settings);
			expect(await comes('invite-1')).toEqual(AT_THE_DESK);
			await nodeRed.waitFor('a red badge', async () => isRed(run));
		},
	);
});
