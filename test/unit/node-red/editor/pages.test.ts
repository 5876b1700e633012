import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sineInTexts from '../../../../node-red/locales/en-US/sine-in.json';
import { CHECKS, DECISIONS, EVENT_TYPES, KEY_FAULTS, type Failure } from '../../../../protocol';

const SETS = ['sine-webhook', 'sine-in', 'sine-respond', 'sine-simulator'] as const;

type Texts = { readonly [key: string]: Texts | string };

const built = join(__dirname, '../../../../dist/node-red');
const read = (...path: string[]) => readFileSync(join(built, ...path), 'utf8');
const pageOf = (set: string) => read(`${set}.html`);
const formOf = (set: string) =>
	/data-template-name="[\w -]+">(.*?)<\/script>/s.exec(pageOf(set))?.[1] ?? '';
const textsOf = (set: string) => JSON.parse(read('locales/en-US', `${set}.json`)) as Texts;

function textAt(texts: Texts | string | undefined, key: string): Texts | string | undefined {
	return key
		.split('.')
		.reduce<Texts | string | undefined>(
			(place, name) => (typeof place === 'object' ? place[name] : undefined),
			texts,
		);
}

function all(text: string, pattern: RegExp): string[] {
	return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

describe.each(SETS)('%s', (set) => {
	test('needs nothing but the browser', () => {
		const page = pageOf(set);
		expect(page).not.toMatch(/\brequire\(|\bBuffer\b|\bprocess\./);
		expect(page).not.toMatch(/<script src/);
		expect(page.length).toBeLessThan(30_000);
	});

	test('has a text for every key in its form', () => {
		const keys = all(pageOf(set), /data-i18n="(?:\[\w+\])?([\w.]+)"/g);
		expect(keys.length).toBeGreaterThan(3);
		for (const key of keys)
			expect([key, typeof textAt(textsOf(set), key)]).toEqual([key, 'string']);
	});

	test('has a text for every key in its scripts', () => {
		const keys = all(pageOf(set), /\._\("([\w.]+)"[,)]/g);
		for (const key of keys)
			expect([key, typeof textAt(textsOf(set), key)]).toEqual([key, 'string']);
	});

	test('ties every label to a field', () => {
		const form = formOf(set);
		const fields = all(form, /<label\s+for="([\w-]+)"/g);
		expect(fields.length).toBeGreaterThan(1);
		for (const field of fields) expect(form).toContain(`id="${field}"`);
		expect(form).not.toMatch(/<label(?!\s+for=)/);
	});

	test('has no words of its own in the form', () => {
		expect(
			formOf(set)
				.replace(/<[^>]*>/g, '')
				.replace(/[\s:]/g, ''),
		).toBe('');
	});

	test('has no colours of its own', () => {
		const [, style = ''] = /<style>(.*?)<\/style>/s.exec(pageOf(set)) ?? [];
		expect(style).not.toMatch(/#[0-9a-f]{3,8}\b(?=[;\s])|rgba?\(|hsla?\(/i);
	});

	test('has help with references', () => {
		const help = read('locales/en-US', `${set}.html`);
		expect(help).toMatch(/data-help-name="sine[- ](?:webhook|in|respond|simulator)"/);
		expect(help).toContain('<h3>References</h3>');
	});
});

test('the words of Sine are those of the protocol', () => {
	const { events, decisions } = textsOf('sine-in');
	expect(events).toEqual(
		Object.fromEntries(
			EVENT_TYPES.map(({ value, label, description }) => [value, { label, description }]),
		),
	);
	expect(decisions).toEqual(
		Object.fromEntries(DECISIONS.map(({ value, label }) => [value, label])),
	);
	const { decisions: ofRespond, checks } = textsOf('sine-respond');
	expect(ofRespond).toEqual({ ...(decisions as Texts), CHECKS: 'By checks' });
	expect(checks).toEqual(
		Object.fromEntries(
			Object.entries(CHECKS).map(([type, { label, description }]) => [
				type,
				{ label: label.nodeRed, description },
			]),
		),
	);
	expect(textsOf('sine-webhook').keyFaults).toEqual(
		Object.fromEntries(KEY_FAULTS.map(({ name, says }) => [name, says])),
	);
});

test.each(['sine-in', 'sine-respond', 'sine-simulator'])('the badges of %s are short', (set) => {
	const badges = Object.values(textsOf(set).status ?? {}) as string[];
	expect(badges.length).toBeGreaterThan(3);
	for (const badge of badges) expect(badge.replace('__count__', '99999').length).toBeLessThan(20);
});

test('the runtime has a text for every key that it names', () => {
	const sources = globSync(join(built, '*.js')).map((path) => readFileSync(path, 'utf8'));
	const keys = sources.flatMap((source) => all(source, /\w\._\("([\w.]+)"/g));
	const texts = SETS.map(textsOf);
	expect(keys.length).toBeGreaterThan(0);
	for (const key of keys)
		expect([key, texts.some((entry) => textAt(entry, key))]).toEqual([key, true]);
});

test('every reason for no answer has a text of its own', () => {
	const reasons: Record<Failure, string> = sineInTexts.errors.noAnswer;
	expect(new Set(Object.values(reasons)).size).toBe(Object.keys(reasons).length);
});
