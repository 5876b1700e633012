import ipaddr from 'ipaddr.js';

/**
 * Tells whether the simulator may send the API key to a URL: to this instance's own address, to
 * loopback, and to the hosts that the credential names; nowhere else.
 *
 * @param ownUrl the address under which this instance is reached
 * @param hosts e.g. `['flows.example.com', 'localhost:1880']`; without a port, any port
 * @returns why not, in a sentence; `undefined` when it may
 */
export function keyRefusal(
	url: string,
	ownUrl: string,
	hosts: readonly string[],
): string | undefined {
	const target = parseUrl(url);
	if (!target || !/^https?:$/.test(target.protocol)) {
		return 'The webhook URL is not an http or https address. Copy it from the trigger node.';
	}
	if (target.username || target.password) return 'The webhook URL must not hold a user name.';
	const named = new Set(hosts.map((host) => host.trim().toLowerCase()));
	const isAllowed =
		isLoopback(target.hostname) ||
		target.host === parseUrl(ownUrl)?.host ||
		named.has(target.host) ||
		named.has(target.hostname);
	return isAllowed
		? undefined
		: `The API key is not sent to ${target.host}. Add this host to Simulator Hosts of the credential if it is yours.`;
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

/** Strikes the API key from a text, also where it stands JSON- or URL-encoded. */
export function strikeKey(text: string, apiKey: string): string {
	if (apiKey === '') return text;
	const spellings = [apiKey, JSON.stringify(apiKey).slice(1, -1), encodeURIComponent(apiKey)];
	return spellings.reduce((struck, spelling) => struck.replaceAll(spelling, '•••'), text);
}
