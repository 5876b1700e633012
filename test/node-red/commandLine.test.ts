import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { holdsKey } from '../../tools/fuzz/key.mts';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inheritedEnvironment } from '../../tools/hosts/environment.mts';
import { ProcessError, runProcess } from '../../tools/hosts/process.mts';
import { KEYS } from '../tables/requests';
import * as nodes from './nodes';
import { KEY, onTab, sineIn, wired } from './nodes';
import { TestNodeRed } from './server';

const ROOT = join(__dirname, '../..');
const SCRIPT = join(ROOT, 'tools/commands/simulator/commandLine.mts');
const nodeRed = new TestNodeRed('5');
const door = sineIn({ path: '/door', events: ['signin_before', 'signout_after'], outputs: 2 });
const probe = nodes.probe();
const isAtHeadOffice = nodes.node('switch', {
	property: 'payload.site.name',
	propertyType: 'msg',
	rules: [{ t: 'eq', v: 'Head Office', vt: 'str' }, { t: 'else' }],
	checkall: 'false',
	outputs: 2,
});

beforeAll(async () => {
	const [approve, reject] = [nodes.approve('Welcome'), nodes.reject('Not here.')];
	const flow = [
		wired(door, [probe], [probe]),
		wired(probe, [isAtHeadOffice]),
		wired(isAtHeadOffice, [approve], [reject]),
		approve,
		reject,
	];
	await nodeRed.start();
	await nodeRed.deploy(KEY, ...onTab(flow));
}, 300_000);

afterAll(() => nodeRed.stop());

/** Runs the command; the output of one that ends with another status than 0 as well. */
async function run(...args: string[]): Promise<{ isOk: boolean; output: string }> {
	const env = { ...inheritedEnvironment(), SINE_API_KEY: KEYS.apiKey };
	try {
		const output = await runProcess({ args: [SCRIPT, ...args], cwd: ROOT, env });
		return { isOk: true, output };
	} catch (error) {
		if (!(error instanceof ProcessError)) throw error;
		return { isOk: false, output: error.output };
	}
}

const url = () => `${nodeRed.server.url}/door`;

test('one event', async () => {
	const { isOk, output } = await run('--url', url(), '--site', 'Head Office');
	expect(output).toMatch(
		/^Check-in Request: accepted, status 200 after \d+ ms\nThe visitor sees: You are checked in\.\nWho decided: The flow let the visitor in\.\nVisitor notes: Welcome\n$/,
	);
	expect(isOk).toBe(true);
});

test('a breach of the rules ends with another status', async () => {
	const { isOk, output } = await run('--url', `${url()}/nowhere`, '--event', 'signout_after');
	expect(output).toMatch(
		/^Check-out Success: not accepted, status 404 after \d+ ms\nWho decided: The call was not taken, so nobody decided\.\nProblem: No flow listens/,
	);
	expect(isOk).toBe(false);
});

test('a URL that cannot be used gets nothing', async () => {
	const { isOk, output } = await run('--url', `ftp://localhost/${KEYS.apiKey}`);
	expect(output).toBe(
		'The webhook URL is not an http or https address. Copy it from the trigger node.\n',
	);
	expect(isOk).toBe(false);
});

test('a server that sends the key back, in whatever way, does not show it', async () => {
	const server = createServer(({ headers }, response) => {
		const key = String(headers['x-sine-auth']);
		const rejectionMessage = `${key} ${encodeURIComponent(key)} ${btoa(key)}`;
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ code: 'REJECTED', rejectionMessage, [key]: key }));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const { output } = await run('--url', `http://127.0.0.1:${port}/${KEYS.apiKey}`, '--json');
	server.close();
	expect(JSON.parse(output)).toMatchObject({ accepted: false, status: 200 });
	expect(holdsKey(output, KEYS)).toBe(false);
});

test('all of a result as JSON', async () => {
	const { output } = await run('--url', url(), '--json', '--rejection-message', 'Sorry.');
	expect(output).not.toContain(KEYS.apiKey);
	expect(JSON.parse(output)).toMatchObject({
		accepted: false,
		visitorSees: 'Sorry.',
		decidedBy: 'flow',
		why: 'The flow turned the visitor away.',
		reply: { body: { code: 'REJECTED', rejectionMessage: 'Not here.' } },
	});
});

test('many events, the same ones again with the same seed', async () => {
	const rehearse = async (seed: string) => {
		const before = (await nodeRed.received(probe)).length;
		const { output, isOk } = await run(
			...['--url', url(), '--count', '40', '--rate', '200', '--seed', seed, '--json'],
			...['--mix', 'signin_before=3,signout_after=1'],
		);
		expect(isOk).toBe(true);
		const visits = (await nodeRed.received(probe)).slice(before).map(({ payload }) => {
			const { event, visitor, site, passId } = payload as Record<string, object>;
			return JSON.stringify({ event, visitor, site, passId });
		});
		return { visits: visits.sort(), figures: JSON.parse(output) as Record<string, object> };
	};
	const one = await rehearse('7');
	expect(one.figures).toMatchObject({ seed: 7, count: 40, breaches: {} });
	const { accepted, rejected, ...others } = one.figures.fates as Record<string, number>;
	expect(accepted).toBeGreaterThan(0);
	expect(rejected).toBeGreaterThan(0);
	expect((accepted ?? 0) + (rejected ?? 0)).toBe(40);
	expect(others).toEqual({ noAnswer: 0, notAsked: 0, unreadable: 0 });
	expect(one.visits).toHaveLength(40);

	const same = await rehearse('7');
	expect(same.visits).toEqual(one.visits);
	expect(same.figures.fates).toEqual(one.figures.fates);
	expect((await rehearse('8')).visits).not.toEqual(one.visits);
});

test('a summary to read', async () => {
	const { output } = await run('--url', url(), '--count', '5', '--rate', '100', '--seed', '1');
	expect(output).toMatch(
		/^Made up with --seed 1\n5 events in \d\.\d s\n(?: +\d+ {2}.+\n)+Latency: p50 .*\nNo breach of the rules of Sine\n$/,
	);
});

test('Ctrl-C ends a rehearsal, with a summary of what was answered', async () => {
	const before = (await nodeRed.received(probe)).length;
	const args = [SCRIPT, '--url', url(), '--count', '10000', '--rate', '50', '--json'];
	const child = spawn(process.execPath, args, {
		env: { ...inheritedEnvironment(), SINE_API_KEY: KEYS.apiKey },
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const ended = once(child, 'exit');
	const output = text(child.stdout);
	await nodeRed.waitForMessages(probe, before + 5);
	// It comes twice: from the terminal, and from npm.
	child.kill('SIGINT');
	child.kill('SIGINT');
	expect(await ended).toEqual([0, null]);
	const { count } = JSON.parse(await output) as { count: number };
	expect(count).toBe((await nodeRed.received(probe)).length - before);
	expect(count).toBeLessThan(10_000);
});

test('many events stop at settings that cannot be used', async () => {
	const { isOk, output } = await run('--url', 'ftp://localhost/', '--count', '5');
	expect(output).toContain('The webhook URL is not an http or https address.');
	expect(isOk).toBe(false);
});
