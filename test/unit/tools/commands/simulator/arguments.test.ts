import { readOrder, USAGE } from '../../../../../tools/commands/simulator/arguments.mts';
import { EVENT_TYPES } from '../../../../../protocol';

const NEEDED = ['--url', 'http://localhost/x', '--key', 'the-key'];
const read = (...args: string[]) => readOrder([...NEEDED, ...args], {});

test('needs a URL and a key', () => {
	expect(read()).toEqual({
		settings: { webhookUrl: 'http://localhost/x' },
		apiKey: 'the-key',
		asJson: false,
		batch: null,
	});
});

test('takes the key from the environment', () => {
	const order = readOrder(['--url', 'x'], { SINE_API_KEY: 'from the environment' });
	expect(order?.apiKey).toBe('from the environment');
});

test('takes every setting under its own name', () => {
	const order = read(
		...['--event', 'signin_after', '--first-name', 'Ada', '--company', '', '--host-email', 'h@x'],
		...['--answer', 'One', '--answer', 'true', '--slow-after', '2'],
		'--json',
	);
	expect(order).toMatchObject({
		settings: {
			event: 'signin_after',
			firstName: 'Ada',
			company: '',
			hostEmail: 'h@x',
			answers: ['One', 'true'],
			slowAfter: '2',
		},
		asJson: true,
	});
});

test('reads a rehearsal', () => {
	expect(
		read('--count', '50', '--mix', 'signin_before=3, Check-out Success', '--seed', '7')?.batch,
	).toEqual({
		count: 50,
		rate: 10,
		mix: new Map([
			['signin_before', 3],
			['Check-out Success', 1],
		]),
		seed: 7,
	});
	const order = read('--count', '5', '--rate', '0.5', '--event', 'other');
	expect(order?.batch).toMatchObject({ rate: 0.5, mix: new Map([['other', 1]]) });
});

test.each([
	[[], '--url is missing: the webhook URL of a flow.'],
	[['--url', 'x'], '--key is missing: the API key of the flow. SINE_API_KEY can hold it as well.'],
	[['--wrong'], "Unknown option '--wrong'. See: npm run simulate -- --help"],
	[[...NEEDED, 'extra'], /^Unexpected argument 'extra'\./],
	[[...NEEDED, '--rate', '5'], '--rate goes with --count.'],
	[[...NEEDED, '--count', '0'], '--count must be a number above 0, 100000 at most.'],
	[[...NEEDED, '--count', '1e9'], '--count must be a number above 0, 100000 at most.'],
	[[...NEEDED, '--count', '5', '--rate', 'x'], '--rate must be a number above 0, 1000 at most.'],
	[[...NEEDED, '--count', '5', '--seed', '1.5'], '--seed must be a whole number.'],
	[
		[...NEEDED, '--count', '5', '--mix', 'signin_before=x'],
		'--mix: the weight of "signin_before" must be a number above 0.',
	],
	[[...NEEDED, '--slow-after', 'x'], '--slow-after must be a number above 0, 300 at most.'],
	[[...NEEDED, '--give-up-after', '-3'], /^Option '--give-up-after' argument is ambiguous\. See:/],
	[
		[...NEEDED, '--count', '5', '--mix', 'other=Infinity'],
		'--mix: the weight of "other" must be a number above 0.',
	],
	[[...NEEDED, '--count', '5', '--mix', 'nothing'], /^There is no event "nothing"\./],
])('%j is turned down in a sentence', (args, sentence) => {
	expect(() => readOrder(args, {})).toThrow(sentence);
});

test('asks for help', () => {
	expect(readOrder(['--help'], {})).toBeUndefined();
	for (const { value } of EVENT_TYPES) expect(USAGE).toContain(value);
	expect(Math.max(...USAGE.split('\n').map(({ length }) => length))).toBeLessThan(100);
});
