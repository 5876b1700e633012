import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_FAULTS } from '../../../protocol';

/** As many characters of a text as Node-RED's debug sidebar shows. */
const SIDEBAR_WIDTH = 80;
const BADGE_WIDTH = 20;

/** What stands for a setting, a path or a number is as long as these. */
const EXAMPLES: Readonly<Record<string, string>> = {
	count: '100',
	label: 'Rejection message',
	path: '/sine-head-office',
	place: 'line 10 validUntil',
	setting: 'Rejection message',
	store: 'memoryOnly',
	text: '',
	times: '600',
	variable: 'SINE_VISITOR_TYPES',
};

const FOLDER = join(__dirname, '../../../node-red/locales/en-US');

type Texts = { readonly [key: string]: string | Texts };

function flat(texts: Texts, key = ''): Array<[string, string]> {
	return Object.entries(texts).flatMap(([name, text]): Array<[string, string]> =>
		typeof text === 'string' ? [[`${key}${name}`, filled(text)]] : flat(text, `${key}${name}.`),
	);
}

function filled(text: string): string {
	return text.replace(/__(\w+)__/g, (placeholder, name: string) => EXAMPLES[name] ?? placeholder);
}

const files = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => {
		const { errors = {}, status = {} } = JSON.parse(
			readFileSync(join(FOLDER, file), 'utf8'),
		) as Readonly<Partial<Record<'errors' | 'status', Texts>>>;
		return { file, errors: flat(errors), status: flat(status) };
	});

const rows = (kind: 'errors' | 'status') =>
	files.flatMap((texts) => texts[kind].map(([key, text]) => [texts.file, key, text] as const));

describe('what Node-RED shows of ours is read whole', () => {
	test.each(rows('errors'))('%s, errors.%s', (_, key, text) => {
		expect(text).not.toMatch(/__\w+__/);
		// The number of times is put behind it.
		const room = key.startsWith('refused.') ? ' (600 times)'.length : 0;
		expect(text.length + room).toBeLessThanOrEqual(SIDEBAR_WIDTH);
	});

	test.each(rows('status'))('%s, status.%s', (_, __, text) => {
		expect(text.length).toBeLessThan(BADGE_WIDTH);
	});

	test.each(KEY_FAULTS)('what is wrong with a key: $name', ({ says }) => {
		expect(says.length).toBeLessThanOrEqual(SIDEBAR_WIDTH);
	});

	test('there are such texts', () => {
		expect(rows('errors').length).toBeGreaterThan(20);
		expect(rows('status').length).toBeGreaterThan(15);
	});
});
