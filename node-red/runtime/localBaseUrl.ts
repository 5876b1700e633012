import type { NodeAPI } from 'node-red';

const ANY_ADDRESS: ReadonlyMap<string, string> = new Map([
	['0.0.0.0', '127.0.0.1'],
	['::', '127.0.0.1'],
]);

/** Where this Node-RED reaches its own webhooks, without a slash at the end; empty on a Unix socket. */
export function localBaseUrl({ server, settings }: NodeAPI): string {
	const bound = server.address();
	if (bound === null || typeof bound === 'string') return '';
	const scheme = 'setSecureContext' in server ? 'https' : 'http';
	const address = ANY_ADDRESS.get(bound.address) ?? bound.address;
	const host = address.includes(':') ? `[${address}]` : address;
	const root = (settings.httpNodeRoot || '').replace(/^\/+|\/+$/g, '');
	return [`${scheme}://${host}:${bound.port}`, ...(root ? [root] : [])].join('/');
}
