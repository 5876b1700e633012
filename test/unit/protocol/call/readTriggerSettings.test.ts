import { keyCheckOf, readTriggerSettings } from '../../../../protocol/call/readTriggerSettings';
import { DEFAULT_REJECTION_MESSAGE } from '../../../../protocol/reply/messages';
import { DEFAULTS, TRIGGER_SETTINGS } from '../../../../protocol/settings/trigger';

const KEYS = { apiKey: 'current-key-0123456789', previousApiKey: 'previous-key-0123456789' };

const flow = (settings: Parameters<typeof readTriggerSettings>[0]) =>
	readTriggerSettings(settings, keyCheckOf(KEYS), 'N8N_PROXY_HOPS');

const flags = (isDefault: boolean) =>
	Object.fromEntries(
		Object.entries(TRIGGER_SETTINGS).flatMap(([name, setting]) =>
			setting.kind === 'flag' ? [[name, setting.default === isDefault]] : [],
		),
	);

// The newest saved flow holds the default of what is added: test/unit/node-red/editor/saved.test.ts.
test('the defaults are the contract', () => {
	expect(DEFAULTS).toMatchObject({
		events: ['signin_before'],
		ifNoAnswer: 'REJECTED',
		noAnswerMessage: 'We could not complete your check-in. Please see the front desk.',
		answerWithin: 10,
		simplify: true,
		visitorTypes: [],
		sites: [],
		onlySineAddresses: false,
		addresses: [],
	});
	expect(TRIGGER_SETTINGS.answerWithin.limits).toEqual({ min: 1, max: 60 });
});

test('makes a flow of settings that equal the defaults', () => {
	expect(flow({})).toEqual({
		keys: expect.objectContaining({ isKeySent: expect.any(Function) }),
		senders: null,
		proxySetting: 'N8N_PROXY_HOPS',
		unreadable: null,
		events: ['signin_before'],
		answerWithin: 10,
		fallback: {
			code: 'REJECTED',
			rejectionMessage: 'We could not complete your check-in. Please see the front desk.',
		},
		...flags(true),
		visitorTypes: 'all',
		sites: 'all',
	});
});

test('makes a flow of settings that all differ from the defaults', () => {
	const all = {
		events: ['signin_after', 'signin_before'],
		ifNoAnswer: 'SUCCESS',
		noAnswerMessage: 'Not shown.',
		answerWithin: 25,
		...flags(false),
		visitorTypes: ['Contractor'],
		sites: ['Acme Corp', 'abc-123'],
		onlySineAddresses: true,
		addresses: ['203.0.113.7', 'rubbish'],
	};
	const { senders, ...rest } = flow(all);
	expect(rest).toEqual({
		keys: expect.objectContaining({ isKeySent: expect.any(Function) }),
		proxySetting: 'N8N_PROXY_HOPS',
		unreadable: null,
		events: ['signin_after', 'signin_before'],
		answerWithin: 25,
		fallback: { code: 'SUCCESS' },
		...flags(false),
		visitorTypes: new Set(['contractor']),
		sites: new Set(['acme corp', 'abc-123']),
	});
	expect(senders?.includes('203.0.113.7')).toBe(true);
	expect(senders?.includes('13.55.33.1')).toBe(true);
	expect(senders?.includes('203.0.113.8')).toBe(false);
	expect(senders?.unreadable).toEqual(['rubbish']);
});

test('settings that cannot be read leave the key check and the fallback in force', () => {
	const fault = { setting: 'Sites', reason: 'An expression fails.' };
	const unread = flow({ unreadable: fault });
	expect(unread.unreadable).toEqual(fault);
	expect(unread.keys?.isKeySent({ 'x-sine-auth': 'wrong' })).toBe(false);
	expect(unread.fallback).toEqual({
		code: 'REJECTED',
		rejectionMessage: 'We could not complete your check-in. Please see the front desk.',
	});
});

test('accepts both keys', () => {
	const { keys } = flow({});
	expect(keys?.isKeySent({ 'x-sine-auth': 'current-key-0123456789' })).toBe(true);
	expect(keys?.isKeySent({ 'x-sine-auth': 'previous-key-0123456789' })).toBe(true);
	expect(keys?.isKeySent({ 'x-sine-auth': 'another-key-0123456789' })).toBe(false);
});

test('has no key check when the credential cannot be read', () => {
	expect(keyCheckOf(null)).toBeNull();
	expect(readTriggerSettings({}, null, 'N8N_PROXY_HOPS').keys).toBeNull();
});

test.each([[{}], [{ apiKey: '' }], [{ apiKey: null }], [{ apiKey: 5, previousApiKey: '' }]])(
	'the keys %j match nothing',
	(keys) => {
		const check = keyCheckOf(keys);
		expect(check?.isKeySent({})).toBe(false);
		expect(check?.isKeySent({ 'x-sine-auth': '' })).toBe(false);
		expect(check?.isKeySent({ 'x-sine-auth': '5' })).toBe(false);
		expect(check?.isKeySent({ 'x-sine-auth': 'null' })).toBe(false);
	},
);

test.each([
	[1, 1],
	[60, 60],
	[2.5, 2.5],
	['15', 15],
	[0, 1],
	[0.5, 1],
	[-5, 1],
	[61, 60],
	[Infinity, 60],
	[-Infinity, 1],
	['1000', 60],
	[NaN, 10],
	['', 10],
	[' ', 10],
	['soon', 10],
	[null, 10],
	[undefined, 10],
	[true, 10],
	[[], 10],
	[{}, 10],
	[Object.create(null), 10],
	[Symbol('soon'), 10],
])('an answer within %p means %p seconds', (answerWithin, expected) => {
	expect(flow({ answerWithin }).answerWithin).toBe(expected);
});

test.each(['REJECTED', 'success', 'SUCCESS ', 'MAYBE', '', null, undefined, true, {}])(
	'rejects without an answer when that is set to %p',
	(ifNoAnswer) => {
		expect(flow({ ifNoAnswer }).fallback).toEqual({
			code: 'REJECTED',
			rejectionMessage: 'We could not complete your check-in. Please see the front desk.',
		});
	},
);

test.each([
	['Ask Jane.', 'Ask Jane.'],
	['', DEFAULT_REJECTION_MESSAGE],
	['  ', DEFAULT_REJECTION_MESSAGE],
	[null, 'We could not complete your check-in. Please see the front desk.'],
	[42, '42'],
	[{ text: 'No' }, '{"text":"No"}'],
	[Object.create(null), '{}'],
])('the message %p is shown as %j', (noAnswerMessage, rejectionMessage) => {
	expect(flow({ noAnswerMessage }).fallback).toEqual({ code: 'REJECTED', rejectionMessage });
});

const names = (...entries: string[]) => new Set(entries);

test.each<[unknown, unknown]>([
	[['a', 'B'], names('a', 'b')],
	['a', names('a')],
	[[123123], names('123123')],
	[['a', ['b', ['c', 'd']]], names('a', 'b', 'c', 'd')],
	['["a","b"]', names('["a","b"]')],
	[[], 'all'],
	[[[]], 'all'],
	['', 'all'],
	[null, 'all'],
	[undefined, 'all'],
	[['a', ''], 'unreadable'],
	[['a', null], 'unreadable'],
	[['a', ['b', undefined]], 'unreadable'],
	[' ', 'unreadable'],
	[true, 'unreadable'],
	[{ 0: 'a' }, 'unreadable'],
])('the list %p means %p', (given, expected) => {
	const { sites, visitorTypes } = flow({ sites: given, visitorTypes: given });
	expect([sites, visitorTypes]).toEqual([expected, expected]);
});

test('a list that holds itself cannot be read', () => {
	const sites: unknown[] = ['a'];
	sites.push(sites);
	expect(flow({ sites }).sites).toBe('unreadable');
});

test.each([
	[
		['other', 'signin_after'],
		['other', 'signin_after'],
	],
	[[['signin_after', 'other']], ['signin_after', 'other']],
	['signin_after', ['signin_after']],
	[undefined, ['signin_before']],
	[[], []],
	[null, []],
	['', []],
	[['', null, 7, {}], []],
	[['Check-in Request', 'SIGNIN_BEFORE'], []],
	[
		['made_up', 'signin_after'],
		['made_up', 'signin_after'],
	],
	[['constructor', '__proto__'], []],
])('the events %p mean %p', (events, expected) => {
	expect(flow({ events }).events).toEqual(expected);
});

test('addresses that cannot be read are left out and told', () => {
	const addresses = [['203.0.113.7', 'my office'], null, '', true, 7, { a: 1 }];
	const { senders } = flow({ onlySineAddresses: true, addresses });
	expect(senders?.includes('203.0.113.7')).toBe(true);
	expect(senders?.includes('203.0.113.8')).toBe(false);
	expect(senders?.unreadable).toEqual([
		...['my office', 'empty', '', 'true or false', 'a number', 'an object'],
	]);
});

test.each([true, 'true', 1, 'yes'])('checks addresses when that is set to %p', (value) => {
	const { senders } = flow({ onlySineAddresses: value });
	expect(senders?.includes('203.0.113.7')).toBe(false);
});

test.each([false, 'false', undefined, null, '', 0])(
	'checks no addresses when that is set to %p',
	(onlySineAddresses) => {
		expect(flow({ onlySineAddresses }).senders).toBeNull();
	},
);

test.each([
	[false, false],
	[true, true],
	[undefined, true],
	[null, true],
	['no', true],
])('simplify set to %p means %p', (given, simplify) => {
	expect(flow({ simplify: given }).simplify).toBe(simplify);
});
