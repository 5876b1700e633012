import { type Call, reject, type Story, WELCOME } from './story';

const ALLOWS = { body: { allowed: true } };
const ALLOWS_AS_TEXT = JSON.stringify(ALLOWS.body);
const JSON_TYPE = { 'content-type': 'application/json' };
const LOGIN_PAGE = { status: 302, headers: { location: '/login' }, body: '' };
const UNCHECKED = reject('We could not check your visit. Please see the front desk.');
const ask = (name: string, system: Story['system'], answer: Call['answer']): Story => ({
	flow: 12,
	name,
	system,
	calls: [{ answer }],
});

export const ASK_ANOTHER_SYSTEM: readonly Story[] = [
	ask('it allows', [{ body: { allowed: true, note: 'On the register' } }], {
		...WELCOME,
		adminNotes: 'On the register',
	}),
	ask('it allows without a word', [{ body: { allowed: true } }], WELCOME),
	ask(
		'it refuses',
		[{ body: { allowed: false, message: 'Your pass is at gate 2.' } }],
		reject('Your pass is at gate 2.'),
	),
	ask(
		'it refuses without a word',
		[{ body: { allowed: false } }],
		reject('Please see the front desk.'),
	),
	ask('it fails once', [{ status: 500 }, { body: { allowed: true } }], WELCOME),
	ask('it fails twice', [{ status: 500 }, { status: 503 }], UNCHECKED),
	ask(
		'it answers something else',
		[{ body: { allowed: 'true' } }, { body: { allowed: 'true' } }],
		UNCHECKED,
	),
	ask('it answers no JSON', [{ body: '<p>Hello' }, { body: '<p>Hello' }], UNCHECKED),
	ask('it answers null', [{ body: null }, { body: null }], UNCHECKED),
	ask('it hangs', ['hang', 'hang'], UNCHECKED),
	ask('it is gone', ['refuse', 'refuse'], UNCHECKED),
	ask(
		'it fails, then allows in a status of its own',
		[{ status: 500 }, { status: 201, ...ALLOWS }],
		WELCOME,
	),
	ask('it answers a list of one', [{ body: [ALLOWS.body] }, ALLOWS], UNCHECKED),
	ask('it answers a list of two', [{ body: [ALLOWS.body, { allowed: false }] }], UNCHECKED),
	ask('it answers an empty list', [{ body: [] }], UNCHECKED),
	ask('it allows in a field of a field', [{ body: { data: ALLOWS.body } }], UNCHECKED),
	ask('it answers true', [{ headers: JSON_TYPE, body: 'true' }], UNCHECKED),
	ask('it allows in a web page', [{ body: ALLOWS_AS_TEXT }, ALLOWS], UNCHECKED),
	ask(
		'it allows in plain text',
		[{ headers: { 'content-type': 'text/plain' }, body: ALLOWS_AS_TEXT }],
		UNCHECKED,
	),
	ask(
		'it sends JSON that is cut',
		[{ headers: JSON_TYPE, body: '{"allowed": tr' }, ALLOWS],
		UNCHECKED,
	),
	ask(
		'it sends JSON that is not quite JSON',
		[{ headers: JSON_TYPE, body: '{allowed: true}' }, ALLOWS],
		UNCHECKED,
	),
	ask(
		'it allows in a text that holds JSON',
		[{ headers: JSON_TYPE, body: JSON.stringify(ALLOWS_AS_TEXT) }],
		UNCHECKED,
	),
	ask(
		'it answers no content type',
		[{ headers: { 'content-type': '' }, body: ALLOWS_AS_TEXT }],
		UNCHECKED,
	),
	ask('it answers an empty text as JSON', [{ headers: JSON_TYPE, body: '' }, ALLOWS], UNCHECKED),
	ask('it answers no content', [{ status: 204, body: '' }, ALLOWS], UNCHECKED),
	ask('it sends to a login page', [LOGIN_PAGE, LOGIN_PAGE, ALLOWS, ALLOWS], UNCHECKED),
	ask('it sends to a login page once', [LOGIN_PAGE, ALLOWS], WELCOME),
	ask(
		'it allows in an answer that is an error',
		[
			{ status: 403, ...ALLOWS },
			{ status: 403, ...ALLOWS },
		],
		UNCHECKED,
	),
];
