import { textForSine, type KeyForSine } from '../../../../node-red/editor/forSine';
import texts from '../../../../node-red/locales/en-US/sine-in.json';

const { forSine } = texts;
const wordFor = (key: string) => forSine[key as keyof typeof forSine];
const linesWith = (key: KeyForSine) =>
	textForSine(wordFor, {
		url: 'https://flows.example.com/sine',
		key,
		eventLabels: ['Check-in Request', 'Check-out Success'],
	}).split('\n');

const keyLine = (value: string) => [
	forSine.steps,
	'',
	'URL: https://flows.example.com/sine',
	`API Key: ${value}`,
	'Events: Check-in Request, Check-out Success',
	'',
];

test('the text for Sine has the key that can be read', () => {
	expect(linesWith({ text: 'a-key' })).toEqual(keyLine('a-key'));
});

test.each(['keyIsSet', 'noKey'] as const)('or says what is known of it: %s', (key) => {
	expect(linesWith(key)).toEqual(keyLine(forSine[key]));
});
