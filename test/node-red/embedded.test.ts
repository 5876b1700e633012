import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeJsProgram } from '../../tools/hosts/nodeJs.mts';
import { installNodeRed } from '../../tools/hosts/nodeRed.mts';
import { NODE_RED_VERSIONS } from '../../tools/hosts/versions.mts';
import { SAMPLES } from '../../protocol';
import { answerTo } from '../helpers/send';
import { KEYS } from '../tables/requests';
import * as nodes from './nodes';
import { inARow, KEY, onTab, sineIn } from './nodes';
import { SIGNED_CALLS } from '../tables/signedCalls';
import { approvedWith, refusedWith } from './replies';

const TIMES = 3;
const HELLO = approvedWith('Hello.');
const MALFORMED = refusedWith(400, 'The body must be valid JSON.');
const WRONG_KEY = refusedWith(401, 'The API key is missing or wrong.');
/** The parsers of the app; `none` leaves the body alone. */
const PARSERS = ['none', 'json', 'raw', 'text', 'form', 'consumed'] as const;
const CHECK_IN = JSON.stringify(SAMPLES.signin_before.body);

/** How often an event of Node-RED's is listened for when all is over, and what was written. */
interface End {
	readonly listeners: number;
}

describe.each(NODE_RED_VERSIONS)('Node-RED %s inside an app', (version) => {
	let folder = '';
	let app: ChildProcess;
	let output = '';
	let port = 0;

	/** Waits until Node-RED listens, once more. */
	const listen = async () => {
		const [message] = (await once(app, 'message')) as [{ port: number }];
		({ port } = message);
	};

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-embedded-'));
		await cp(String(process.env.SINE_USER_FOLDER), folder, { recursive: true });
		const rows = PARSERS.flatMap((path) =>
			inARow(sineIn({ path: `/${path}` }), nodes.approve('Hello.')),
		);
		const { credentials, ...key } = KEY;
		await writeFile(join(folder, 'flows.json'), JSON.stringify([key, ...onTab(rows)]));
		await writeFile(join(folder, 'flows_cred.json'), JSON.stringify({ [key.id]: credentials }));
		app = fork(
			join(__dirname, '../fixtures/embeddedNodeRed.cjs'),
			[await installNodeRed(version, () => undefined), folder, String(TIMES)],
			{ execPath: await nodeJsProgram(24), execArgv: [], silent: true },
		);
		for (const stream of [app.stdout, app.stderr]) {
			stream?.on('data', (text: Buffer) => (output += String(text)));
		}
		await listen();
	}, 300_000);

	afterAll(async () => {
		app.kill();
		await rm(folder, { recursive: true, force: true });
	});

	const post = async (path: string, body: string | undefined, headers = {}) => {
		const call = request(`http://127.0.0.1:${port}/api/${path}`, {
			method: 'POST',
			agent: false,
			headers: { 'content-type': 'application/json', 'x-sine-auth': KEYS.apiKey, ...headers },
		});
		if (body === undefined) call.removeHeader('transfer-encoding');
		call.end(body);
		return await answerTo(call);
	};

	describe.each(PARSERS)('behind the parser %s', (parser) => {
		// A form loses what JSON says: a plus becomes a blank.
		const isLost = parser === 'form';

		test('a check-in is read', async () => {
			expect(await post(parser, CHECK_IN)).toEqual(isLost ? MALFORMED : HELLO);
		});

		test.each([
			['of no bytes', '', { 'content-length': '0' }],
			['that is not there', undefined, {}],
			['of no chunks', '', { 'transfer-encoding': 'chunked' }],
		])('an empty body has one answer: %s', async (_, body, headers) => {
			expect(await post(parser, body, headers)).toEqual(MALFORMED);
		});

		if (parser !== 'json' && parser !== 'consumed') {
			test.each(['{"event":', ...(isLost ? [] : ['text', '\u00ff'])])(
				'%j is no JSON',
				async (body) => {
					expect(await post(parser, body)).toEqual(MALFORMED);
				},
			);
		}

		if (!isLost) {
			// Behind a parser, an empty object may be no body at all. Not every app unpacks one.
			const isClear = ({ name }: { name: string }) =>
				!name.startsWith('an empty object') && !(parser === 'consumed' && /, gzip/.test(name));
			const calls = SIGNED_CALLS.filter(isClear);

			test.each(calls)('a signed call: $name', async (call) => {
				const received = await call.send(`http://127.0.0.1:${port}/api/${parser}`);
				const answers = call.answers.map((answer) => (answer.status === 200 ? HELLO : answer));
				expect(received).toMatchObject(answers);
			});
		}

		test('a wrong key is told first', async () => {
			const headers = { 'x-sine-auth': 'wrong' };
			expect(await post(parser, CHECK_IN, headers)).toEqual(WRONG_KEY);
			expect(await post(parser, '', { ...headers, 'content-length': '0' })).toEqual(WRONG_KEY);
		});
	});

	test('stops and starts in one process, any number of times', async () => {
		for (let time = 1; time < TIMES; time++) {
			app.send('stop');
			await listen();
			expect(await post('none', CHECK_IN)).toEqual(HELLO);
			expect(await post('none', CHECK_IN, { 'x-sine-auth': 'wrong' })).toEqual(WRONG_KEY);
		}
		const ended = once(app, 'message') as Promise<[End]>;
		app.send('stop');
		const [{ listeners }] = await ended;
		// One for the calls that were held, and one for the wiring.
		expect(listeners).toBe(2);
		expect(output).not.toMatch(/already registered|MaxListeners|\[error\]/);
	});
});
