import { EVENT_TYPES, eventType, recogniseEvent } from '../../../../protocol/events/events';

test('lists the ten events as Sine names them, with plan, waiting and published id', () => {
	const rows = EVENT_TYPES.map((type) =>
		[type.value, type.label, type.plan, type.waits, type.idPublished].join(' | '),
	);
	expect(rows).toEqual([
		'signin_before | Check-in Request | all | true | true',
		'signin_before_details | Check-in Request with Details | Enterprise | true | false',
		'signin_after | Check-in Success | all | false | true',
		'signin_rejected | Check-in Rejected | all | false | true',
		'signin_pending | Check-in Approval Pending | Enterprise | false | false',
		'signout_after | Check-out Success | all | false | true',
		'invitation_created | Invitation Create | Enterprise | false | true',
		'invitation_updated | Invitation Update | Enterprise | false | false',
		'invitation_deleted | Invitation Delete | Enterprise | false | false',
		'other | Other Event | any | true | false',
	]);
});

test('describes every event in a sentence', () => {
	for (const type of EVENT_TYPES) expect(type.description).toMatch(/^[A-Z].+\.$/);
});

test.each(EVENT_TYPES.map(({ value }) => value).filter((id) => id !== 'other'))(
	'recognises %s exactly',
	(id) => {
		const { type, exact } = recogniseEvent(id);
		expect([type.value, exact]).toEqual([id, true]);
	},
);

test.each([
	['signin_before_with_details', 'signin_before_details'],
	['signin_beforeDetails', 'signin_before_details'],
	['signin_approval_pending', 'signin_pending'],
	['pending', 'signin_pending'],
	['invitation_update', 'invitation_updated'],
	['invitation_was_updating', 'invitation_updated'],
	['invitation_delete', 'invitation_deleted'],
	['invitation_cancel', 'invitation_deleted'],
	['invitation_cancelled', 'invitation_deleted'],
	// Where several match, the order of the table decides.
	['signin_before_pending', 'signin_before_details'],
	['invitation_pending_update', 'signin_pending'],
	['invitation_pending_cancel', 'signin_pending'],
	['invitation_update_cancelled', 'invitation_updated'],
])('recognises %s loosely as %s', (id, value) => {
	const { type, exact } = recogniseEvent(id);
	expect([type.value, exact]).toEqual([value, false]);
});

test.each([
	[null],
	[''],
	['other'],
	['constructor'],
	['__proto__'],
	['toString'],
	['hasOwnProperty'],
	['SIGNIN_BEFORE'],
	[' signin_before'],
	['xsignin_before'],
	['signin_after_'],
	['signout_before'],
	['invitation_create'],
	['invitation'],
	['updated'],
	['my_invitation_updated'],
])('takes %j as Other Event, not exactly', (id) => {
	const { type, exact } = recogniseEvent(id);
	expect([type.value, type.waits, exact]).toEqual(['other', true, false]);
});

test('finds a catalogue entry by its value', () => {
	expect(eventType('other')?.label).toBe('Other Event');
	expect(eventType('signin_before')?.label).toBe('Check-in Request');
});

test.each(['constructor', '__proto__', 'toString', '', 'Check-in Request'])(
	'finds no catalogue entry for %j',
	(value) => {
		expect(eventType(value)).toBeUndefined();
	},
);
