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
	const named = new Set(hosts.map((host) => host.trim().toLowerCase()));
	const isAllowed =
		isLoopback(target.hostname) ||
		ownUrls.some((ownUrl) => parseUrl(ownUrl)?.origin === target.origin) ||
		named.has(target.host) ||
		named.has(target.hostname);
	return isAllowed
		? undefined
		: `The API key is not sent to ${target.origin}. If that is a server of yours, add ${target.host} to the simulator hosts, which are kept with the key.`;
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

const STRUCK = '•••';

/** Strikes the API key from all texts in a value, also where it stands encoded; copies the value. */
export function strikeKey<Value>(value: Value, apiKey: string): Value;
export function strikeKey(value: unknown, apiKey: string): unknown {
	if (apiKey === '') return value;
	const spellings = [
		apiKey,
		JSON.stringify(apiKey).slice(1, -1),
		encodeURIComponent(apiKey),
		escapeHtml(apiKey),
		btoa(apiKey),
	];
	const strike = (text: string) =>
		spellings.reduce((struck, spelling) => struck.replaceAll(spelling, STRUCK), text);
	return mapTexts(value, strike);
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, change));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [change(name), mapTexts(entry, change)]),
	);
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
