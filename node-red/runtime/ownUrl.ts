import type { NodeAPI } from 'node-red';

const ANY_ADDRESS: ReadonlyMap<string, string> = new Map([
	['0.0.0.0', '127.0.0.1'],
	['::', '127.0.0.1'],
]);

/** Where the webhooks of this Node-RED are, seen from its own machine; no slash at the end. */
export function ownUrl({ server, settings }: NodeAPI): string {
	const place = server.address();
	if (place === null || typeof place === 'string') return '';
	const protocol = 'setSecureContext' in server ? 'https' : 'http';
	const address = ANY_ADDRESS.get(place.address) ?? place.address;
	const host = address.includes(':') ? `[${address}]` : address;
	const root = (settings.httpNodeRoot || '').replace(/^\/+|\/+$/g, '');
	return [`${protocol}://${host}:${place.port}`, ...(root ? [root] : [])].join('/');
}
