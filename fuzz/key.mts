/** The key of the fuzzed flows, and the one before it. Whatever comes out of a host is searched for both. */
export const KEYS = {
	apiKey: 'key-of-the-fuzzer-8d31f0c6',
	previousApiKey: 'previous-key-of-the-fuzzer-07',
} as const;

/** As the keys would be found: plain, and as the encodings that hosts use would show them. */
export const SECRETS: readonly string[] = Object.values(KEYS).flatMap((key) => [
	key,
	Buffer.from(key).toString('base64').replace(/=+$/, ''),
	Buffer.from(key).toString('hex'),
]);

/** Whether a text holds one of the keys. */
export function holdsKey(text: string): boolean {
	return SECRETS.some((secret) => text.includes(secret));
}
