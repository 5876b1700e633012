/** An API key that can be read, or what is known of another one. */
export type KeyForSine = { readonly text: string } | 'keyIsSet' | 'noKey';

export interface ForSine {
	readonly url: string;
	readonly key: KeyForSine;
	readonly eventLabels: readonly string[];
}

/** A text for whoever fills in the form in Sine, in the order of that form. */
export function textForSine(
	wordFor: (key: string) => string,
	{ url, key, eventLabels }: ForSine,
): string {
	return [
		wordFor('steps'),
		'',
		`${wordFor('url')}: ${url}`,
		`${wordFor('key')}: ${typeof key === 'string' ? wordFor(key) : key.text}`,
		`${wordFor('events')}: ${eventLabels.join(', ')}`,
		'',
	].join('\n');
}
