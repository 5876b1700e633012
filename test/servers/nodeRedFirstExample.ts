import type { NodeRedServer } from '../../tools/hosts/nodeRed.mts';
import { KEYS } from '../tables/requests';
import { send, type Received } from '../helpers/send';
import type { NodeRedEditor } from './nodeRedEditor';

const TITLE = 'Approve everyone and say welcome';

/** What the first example answers to a check-in request. */
export const WELCOME = {
	status: 200,
	body: '{"code":"SUCCESS","adminNotes":"Approved automatically","visitorNotes":"Welcome, Jane!"}',
};

/** Imports the example from those that the package brings, gives it a key, and deploys it. */
export async function useFirstExample(editor: NodeRedEditor): Promise<void> {
	await editor.importExample('n8n-nodes-sine', `01 - ${TITLE}`);
	await editor.openFlow(TITLE);
	const [sineIn] = await editor.nodesNamed('When a visitor checks in');
	await editor.enterKey(sineIn, KEYS.apiKey);
	await editor.deploy();
	await editor.waitForBadge(sineIn, 'listening');
}

/** Deletes its nodes and its key, and deploys that: only then the package can be removed. */
export async function deleteFirstExample(editor: NodeRedEditor): Promise<void> {
	await editor.openFlow(TITLE);
	await editor.deleteAllOfFlow();
	await editor.deleteUnusedConfigNode('Sine API key');
	await editor.deploy();
}

/** Sends it a check-in request, with its key unless another is given. */
export async function callFirstExample(
	{ url }: NodeRedServer,
	apiKey: string = KEYS.apiKey,
): Promise<Received> {
	return await send(`${url}/sine`, { headers: { 'x-sine-auth': apiKey } });
}
