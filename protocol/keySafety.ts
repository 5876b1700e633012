import ipaddr from 'ipaddr.js';

/** Where the simulator may send the API key, besides loopback. */
export interface KeyHarbours {
	/** The addresses under which this instance is reached, e.g. `https://flows.example.com/`. */
	readonly ownUrls: readonly string[];
	/** Hosts that the credential names, e.g. `localhost:1880`; without a port, any port. */
	readonly hosts: readonly string[];
}

/**
 * Tells whether the simulator may send the API key to a URL: to this instance's own address, to
 * loopback, and to the hosts that the credential names; nowhere else.
 *
 * @returns why not, in a sentence; `undefined` when it may
 */
export function keyRefusal(url: string, { ownUrls, hosts }: KeyHarbours): string | undefined {
	const target = parseUrl(url);
	if (!target || !/^https?:$/.test(target.protocol)) {
		return 'The webhook URL is not an http or https address. Copy it from the trigger node.';
	}
	if (target.username || target.password) return 'The webhook URL must not hold a user name.';
	const isAllowed =
		isLoopback(target.hostname) ||
		ownUrls.some((ownUrl) => parseUrl(ownUrl)?.origin === target.origin) ||
		hosts.some((host) => isNamed(target, host));
	return isAllowed
		? undefined
		: `The API key is not sent to ${target.origin}. If that is a server of yours, add ${target.host} to the simulator hosts.`;
}

/** A host as people write it: with or without a protocol, a port or a slash at the end. */
const HOST = /^(?:https?:\/\/)?(\[[^\]]+\]|[^/:@?#\\\s]+)(?::(\d+))?\/*$/i;

function isNamed(target: URL, entry: string): boolean {
	const [, host = '', port] = HOST.exec(entry.trim()) ?? [];
	const { hostname } = parseUrl(`http://${host}`) ?? {};
	if (hostname === undefined || hostname !== target.hostname) return false;
	return port === undefined || port === portOf(target);
}

function portOf({ port, protocol }: URL): string {
	return port || (protocol === 'https:' ? '443' : '80');
}

function parseUrl(url: string): URL | undefined {
	try {
		return new URL(url);
	} catch {
		return undefined;
	}
}

function isLoopback(hostname: string): boolean {
	const bare = hostname.replace(/^\[|\]$/g, '');
	return (
		bare === 'localhost' || (ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback')
	);
}
