import type { NodeAPI } from 'node-red';

const ANY_ADDRESS: ReadonlyMap<string, string> = new Map([
	['0.0.0.0', '127.0.0.1'],
	['::', '127.0.0.1'],
]);

/** The local base URL of this Node-RED's webhooks, without a slash at the end. */
export function ownUrl({ server, settings }: NodeAPI): string {
	const bound = server.address();
	if (bound === null || typeof bound === 'string') return '';
	const protocol = 'setSecureContext' in server ? 'https' : 'http';
	const address = ANY_ADDRESS.get(bound.address) ?? bound.address;
	const host = address.includes(':') ? `[${address}]` : address;
	const root = (settings.httpNodeRoot || '').replace(/^\/+|\/+$/g, '');
	return [`${protocol}://${host}:${bound.port}`, ...(root ? [root] : [])].join('/');
}
