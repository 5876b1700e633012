import { DEFAULT_REJECTION_MESSAGE } from '../../../../protocol/reply/messages';
import { DECISIONS } from '../../../../protocol/reply/decisions';
import {
	responseWith,
	decide,
	jsonResponse,
	readReply,
	rejection,
	type DecisionFields,
} from '../../../../protocol/reply/reply';

const bodyOf = (fields: DecisionFields) => responseWith(decide(fields).reply, { by: 'flow' }).body;

test('answers with status 200 and the content type that Sine asks for', () => {
	expect(responseWith({ code: 'SUCCESS' }, { by: 'accepted' })).toEqual({
		status: 200,
		contentType: 'application/json; charset=utf-8',
		body: '{"code":"SUCCESS"}',
		decidedBy: { by: 'accepted' },
	});
});

test('answers other statuses in JSON as well', () => {
	expect(jsonResponse(401, { message: 'No' })).toEqual({
		status: 401,
		contentType: 'application/json; charset=utf-8',
		body: '{"message":"No"}',
		decidedBy: null,
	});
});

test('offers the two words of Sine', () => {
	expect(DECISIONS.map(({ value }) => value)).toEqual(['SUCCESS', 'REJECTED']);
	expect(DEFAULT_REJECTION_MESSAGE).toBe('Please see the front desk.');
});

test.each([
	[{ decision: 'SUCCESS' }, '{"code":"SUCCESS"}'],
	[
		{ decision: 'SUCCESS', adminNotes: 'Badge 7', visitorNotes: 'Level 2' },
		'{"code":"SUCCESS","adminNotes":"Badge 7","visitorNotes":"Level 2"}',
	],
	[
		{ decision: 'SUCCESS', adminNotes: '', visitorNotes: 'Level 2' },
		'{"code":"SUCCESS","visitorNotes":"Level 2"}',
	],
	[{ decision: 'SUCCESS', adminNotes: null, visitorNotes: undefined }, '{"code":"SUCCESS"}'],
	[{ decision: 'SUCCESS', adminNotes: ' \n' }, '{"code":"SUCCESS"}'],
	[{ decision: 'SUCCESS', adminNotes: 0 }, '{"code":"SUCCESS","adminNotes":"0"}'],
	[{ decision: 'SUCCESS', adminNotes: 12.5 }, '{"code":"SUCCESS","adminNotes":"12.5"}'],
	[{ decision: 'SUCCESS', adminNotes: false }, '{"code":"SUCCESS","adminNotes":"false"}'],
	[
		{ decision: 'SUCCESS', adminNotes: { badge: 7 } },
		'{"code":"SUCCESS","adminNotes":"{\\"badge\\":7}"}',
	],
	[{ decision: 'SUCCESS', adminNotes: ['a', 1] }, '{"code":"SUCCESS","adminNotes":"[\\"a\\",1]"}'],
	[
		{ decision: 'SUCCESS', adminNotes: new Date('2024-07-30T01:43:34Z') },
		'{"code":"SUCCESS","adminNotes":"2024-07-30T01:43:34.000Z"}',
	],
	[
		{ decision: 'SUCCESS', visitorNotes: 'Willkommen 你好 مرحبا 😀\n"2"' },
		'{"code":"SUCCESS","visitorNotes":"Willkommen 你好 مرحبا 😀\\n\\"2\\""}',
	],
	[{ decision: 'SUCCESS', rejectionMessage: 'Not sent' }, '{"code":"SUCCESS"}'],
	[
		{ decision: 'REJECTED', rejectionMessage: 'No induction.' },
		'{"code":"REJECTED","rejectionMessage":"No induction."}',
	],
	[
		{ decision: 'REJECTED', rejectionMessage: 'No', adminNotes: 'Not sent' },
		'{"code":"REJECTED","rejectionMessage":"No"}',
	],
	[{ decision: 'REJECTED', rejectionMessage: 7 }, '{"code":"REJECTED","rejectionMessage":"7"}'],
	...[undefined, null, '', '  \n'].map((rejectionMessage): [DecisionFields, string] => [
		{ decision: 'REJECTED', rejectionMessage },
		'{"code":"REJECTED","rejectionMessage":"Please see the front desk."}',
	]),
])('%j is answered with %s', (fields, body) => {
	expect(bodyOf(fields)).toBe(body);
	expect(decide(fields)).not.toHaveProperty('fault');
});

test.each([
	...['success', ' SUCCESS ', 'Success\n', '\u00a0success', 'approve', 'Approve', 'APPROVED'],
	...[true, 'true', ' True '],
])('the decision %j approves', (decision) => {
	expect(decide({ decision })).toEqual({ reply: { code: 'SUCCESS' } });
});

test.each([
	...['rejected', ' REJECTED ', 'Rejected\n', 'reject', 'Reject', false, 'false', ' FALSE '],
])('the decision %j rejects', (decision) => {
	expect(decide({ decision, rejectionMessage: 'No' })).toEqual({
		reply: { code: 'REJECTED', rejectionMessage: 'No' },
	});
});

test.each<[unknown, string]>([
	['SUCCESSFUL', 'some text'],
	['SUC CESS', 'some text'],
	['\u017fuccess', 'some text'],
	['CHECKS', 'some text'],
	['yes', 'some text'],
	['constructor', 'some text'],
	['a\nb', 'some text'],
	['x'.repeat(100), 'some text'],
	['', 'empty'],
	[' ', 'empty'],
	[undefined, 'empty'],
	[null, 'empty'],
	[1, 'a number'],
	[0, 'a number'],
	[1n, 'a number'],
	[NaN, 'not a number'],
	[['SUCCESS'], 'a list'],
	[{ code: 'SUCCESS' }, 'an object'],
	[Object(true), 'an object'],
	[() => 'SUCCESS', 'a function'],
	[Symbol('SUCCESS'), 'a symbol'],
])('rejects the visitor for the decision %p and says that it is %s', (decision, shown) => {
	expect(decide({ decision, adminNotes: 'Not sent', rejectionMessage: 'No' })).toEqual({
		reply: { code: 'REJECTED', rejectionMessage: 'No' },
		why: 'decision',
		fault: `The decision is ${shown}, which is none of SUCCESS, REJECTED and CHECKS, so the visitor was rejected. Check the Decision field of this node.`,
	});
});

test('sends notes of any length', () => {
	const { reply } = decide({ decision: 'SUCCESS', adminNotes: 'x'.repeat(1_000_000) });
	expect(reply).toEqual({ code: 'SUCCESS', adminNotes: 'x'.repeat(1_000_000) });
});

test.each([
	['No.', 'No.'],
	['', 'Please see the front desk.'],
	['\t', 'Please see the front desk.'],
])('a rejection with the message %j shows %j', (message, rejectionMessage) => {
	expect(rejection(message)).toEqual({ code: 'REJECTED', rejectionMessage });
});

test.each([
	[{ code: 'SUCCESS' }],
	[{ code: 'SUCCESS', adminNotes: 'a' }],
	[{ code: 'SUCCESS', adminNotes: 'a', visitorNotes: 'b' }],
	[{ code: 'REJECTED', rejectionMessage: 'No' }],
])('reads the reply %j', (reply) => {
	expect(readReply(reply)).toEqual(reply);
});

test.each([
	[undefined],
	[null],
	['SUCCESS'],
	[[]],
	[{}],
	[{ code: 'success' }],
	[{ code: 'MAYBE' }],
	[{ code: 'SUCCESS', adminNotes: '' }],
	[{ code: 'SUCCESS', adminNotes: null }],
	[{ code: 'SUCCESS', adminNotes: 7 }],
	[{ code: 'SUCCESS', rejectionMessage: 'No' }],
	[{ code: 'SUCCESS', more: 1 }],
	[{ code: 'REJECTED' }],
	[{ code: 'REJECTED', rejectionMessage: '' }],
	[{ code: 'REJECTED', rejectionMessage: 'No', adminNotes: 'a' }],
	[JSON.parse('{"code":"SUCCESS","__proto__":{}}')],
])('%j is no reply', (value) => {
	expect(readReply(value)).toBeUndefined();
});
