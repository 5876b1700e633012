/** The key of the fuzzed flows, and the one before it. Whatever comes out of a host is searched for both. */
export const KEYS = {
	apiKey: 'key-of-the-fuzzer-8d31f0c6',
	previousApiKey: 'previous-key-of-the-fuzzer-07',
} as const;

/** Whether a text holds one of some keys: plain, or as the encodings that hosts use would show it. */
export function holdsKey(text: string, keys: Readonly<Record<string, string>> = KEYS): boolean {
	const secrets = Object.values(keys).flatMap((key) => [
		key,
		Buffer.from(key).toString('base64').replace(/=+$/, ''),
		Buffer.from(key).toString('hex'),
	]);
	return secrets.some((secret) => text.includes(secret));
}
