import { freePort } from '../../tools/hosts/ports.mts';
import { until } from '../../tools/hosts/until.mts';
import { send, type Received } from '../helpers/send';
import * as nodes from './nodes';
import { inARow, KEY, onTab, sineIn } from './nodes';
import { APPROVED } from './replies';
import { onEachNodeRed } from './server';

const entry = sineIn();
const FLOW = [KEY, ...onTab(inARow(entry, nodes.approve()))];

/** What the dialog of sine in is told of Node-RED's settings. */
interface ToldSettings {
	readonly httpNodeRoot: string;
	readonly sineInHttpNode: string;
}

describe('without a root for nodes', () => {
	onEachNodeRed(
		(nodeRed) => {
			test('sine in says that it cannot be reached', async () => {
				await nodeRed.deploy(...FLOW);
				await nodeRed.waitForBadge(entry, 'not reachable');
				const told = await nodeRed.client.call<ToldSettings>('GET', '/settings');
				// Node-RED itself tells the editor that the root is a slash.
				expect(told).toMatchObject({ httpNodeRoot: '/', sineInHttpNode: 'off' });
			});
		},
		{ httpNodeRoot: false },
	);
});

describe('with a password for nodes', () => {
	onEachNodeRed(
		(nodeRed) => {
			test('Node-RED turns calls away, and the dialog is told', async () => {
				await nodeRed.deploy(...FLOW);
				expect((await nodeRed.send(entry)).status).toBe(401);
				const told = await nodeRed.client.call<ToldSettings>('GET', '/settings');
				expect(told.sineInHttpNode).toBe('password');
				expect(JSON.stringify(told)).not.toContain('$2');
			});
		},
		{ httpNodeAuth: { user: 'node', pass: `$2b$08$${'a'.repeat(53)}` } },
	);
});

describe('with a function that asks for a password', () => {
	onEachNodeRed(
		(nodeRed) => {
			test('the dialog is told that it may, and a path that it lets pass gets an answer', async () => {
				const passing = sineIn({ path: '/sine/ok' });
				await nodeRed.deploy(KEY, ...onTab([...inARow(passing, nodes.approve()), entry]));
				expect(await nodeRed.send(passing)).toMatchObject(APPROVED);
				expect(await nodeRed.send(entry)).toMatchObject({ status: 401, body: 'login' });
				const told = await nodeRed.client.call<ToldSettings>('GET', '/settings');
				expect(told.sineInHttpNode).toBe('mayAsk');
			});
		},
		{
			httpNodeAuth: (
				request: { originalUrl: string },
				response: { status(code: number): { send(text: string): void } },
				next: () => void,
			) => {
				if (request.originalUrl.startsWith('/sine/')) {
					next();
					return;
				}
				response.status(401).send('login');
			},
		},
	);
});

describe('with a root of its own for nodes', () => {
	onEachNodeRed(
		(nodeRed) => {
			beforeAll(() => nodeRed.deploy(...FLOW));

			test('sine in is below that root, and nowhere else', async () => {
				const base = nodeRed.server.url.replace('/flows/of/mine', '');
				expect((await send(`${base}/flows/of/mine${entry.path}`, {})).status).toBe(200);
				expect((await send(`${base}${entry.path}`, {})).status).toBe(404);
				const told = await nodeRed.client.call<ToldSettings>('GET', '/settings');
				expect(told).toMatchObject({ httpNodeRoot: '/flows/of/mine/', sineInHttpNode: 'open' });
			});

			test('a call that comes before the flows have started is answered by them', async () => {
				await nodeRed.server.stop();
				const port = await freePort();
				const restart = nodeRed.restart(port);
				const url = `http://127.0.0.1:${port}/flows/of/mine${entry.path}`;
				let received: Received | undefined;
				const isAnswered = async () => {
					received = await send(url, {}).catch(() => undefined);
					return received !== undefined;
				};
				expect(await until(isAnswered, 20_000, 1)).toBe(true);
				expect(received).toMatchObject(APPROVED);
				await restart;
			});
		},
		{ httpNodeRoot: '/flows/of/mine' },
	);
});

/** Of "only-for-tests". */
const PASSWORD = '$2b$04$0eYaJzVkUt.a5jYZTJGnGeQLFu/egCl.9ekUEp7UHebKmnsTe73/6';
const user = (username: string, permissions: string) => ({
	username,
	permissions,
	password: PASSWORD,
});

describe('with users for the editor', () => {
	onEachNodeRed(
		(nodeRed) => {
			/** Presses the button of a simulator that is not there; returns the status. */
			const press = async (username?: string) => {
				const response = await fetch(`${nodeRed.server.editorUrl}/sine-simulator/nobody`, {
					method: 'POST',
					headers: username ? { authorization: `Bearer ${await tokenOf(username)}` } : {},
				});
				return response.status;
			};
			const tokenOf = async (username: string) => {
				const { access_token: token } = await nodeRed.client.call<{ access_token: string }>(
					'POST',
					'/auth/token',
					{
						client_id: 'node-red-editor',
						grant_type: 'password',
						scope: '',
						username,
						password: 'only-for-tests',
					},
				);
				return token;
			};

			test('lists are read for whoever may read flows', async () => {
				const url = `${nodeRed.server.editorUrl}/sine-respond/lists`;
				const read = async (headers: Record<string, string>) => {
					const body = JSON.stringify({ checks: [{ type: 'invited' }] });
					const sent = { 'content-type': 'application/json', ...headers };
					return await fetch(url, { method: 'POST', headers: sent, body });
				};
				expect((await read({})).status).toBe(401);
				const allowed = await read({ authorization: `Bearer ${await tokenOf('reader')}` });
				expect(await allowed.json()).toEqual([null]);
			});

			test('the button of a simulator wants leave to change flows', async () => {
				expect(await press()).toBe(401);
				expect(await press('reader')).toBe(401);
				expect(await press('builder')).toBe(404);
			});
		},
		{
			adminAuth: {
				type: 'credentials',
				users: [user('reader', 'read'), user('builder', '*')],
			},
		},
	);
});
