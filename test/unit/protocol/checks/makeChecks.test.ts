import { CHECKS } from '../../../../protocol/checks/checkTypes';
import { decideByChecks } from '../../../../protocol/checks/makeChecks';
import { faultsOfCheck } from '../../../../protocol/checks/readChecks';
import { readVisit } from '../../../../protocol/checks/readVisit';
import { faultSentence, shortPlace } from '../../../../protocol/checks/sentences';

const BODY = {
	date: '2026-11-25T01:00:00Z',
	data: { firstName: 'Jane', lastName: 'Doe', site: { name: 'Sydney HQ' } },
};
const NOW = Date.parse('2026-06-01T00:00:00Z');

function decide(checks: unknown, event: unknown = BODY, more: object = {}) {
	const visit = readVisit(event);
	return decideByChecks({ checks, visit, now: NOW, timeZone: 'Australia/Sydney', ...more });
}

test('says how many rows a list has, and which columns are not used', () => {
	const list = 'name,badge,"a ""b"""\nJoan,1,2\nSam';
	expect(decide([{ type: 'blockList', list }]).remarks).toEqual([
		'Not on a block list: 2 rows were read, 1 of them with fewer cells than the first line. These columns are not used: "badge", "a \\"b\\"".',
	]);
	expect(decide([{ type: 'blockList', list: [{}] }]).remarks).toEqual([
		'Not on a block list: 0 rows were read.',
	]);
});

test('names ten columns that are not used, and says how many more there are', () => {
	const list = `name,${Array.from({ length: 12 }, (_, at) => `column${at}`).join(',')}\nJoan`;
	const [remark] = decide([{ type: 'blockList', list }]).remarks;
	expect(remark).toMatch(/"column9", and 2 more\.$/);
});

test('tells what is wrong with the line and the column, and keeps the words out of the log', () => {
	const list = 'name,email\nJoan,joan at example.com';
	const decision = decide([{ type: 'blockList', list }]);
	expect(decision).toMatchObject({ why: 'list', check: 'blockList', faultAt: 'line 2 email' });
	expect(decision.fault).toBe(
		'Correct the check "Not on a block list": line 2, column email is not an email address. The visitor was rejected.',
	);
	expect(decision.remarks).toContain(
		'Not on a block list: line 2, column email "joan at example.com" is not an email address.',
	);
});

test('tells of a misspelt header where it is and what it is nearly', () => {
	const [fault] = faultsOfCheck({ type: 'register', list: 'Emial\nx' })?.faults ?? [];
	expect(fault && shortPlace(fault)).toBe('line 1 email');
	expect(fault && faultSentence('register', fault)).toBe(
		'On a register: line 1, column email "Emial" is nearly its name. Correct or rename it.',
	);
});

test('the desk reads who it was and why, and the visitor does not', () => {
	const list = 'name,reason\nJane Doe,Theft';
	expect(decide([{ type: 'blockList', list }])).toMatchObject({
		deskNote: 'On the block list (line 2): Jane Doe. Theft',
		reply: { rejectionMessage: 'We cannot check you in. Please see the front desk.' },
	});
});

test.each([
	['another site', 'name,site\nJane Doe,Sydney'],
	['an earlier time', 'name,until\nJane Doe,2026-01-31'],
])('says that a row of a block list names a visitor who is let in: %s', (_why, list) => {
	const decision = decide([{ type: 'blockList', list }]);
	expect(decision.reply).toEqual({ code: 'SUCCESS' });
	expect(decision.remarks).toContain(
		'Not on a block list: line 2 names the visitor, but for another site or an earlier time.',
	);
});

test('says that a register did not ask for the type of a visitor who is let in', () => {
	const checks = [{ type: 'register', list: 'name\nJoan', types: ['Contracter'] }];
	const data = { ...BODY.data, visitorType: { name: 'Contractor' } };
	const decision = decide(checks, { ...BODY, data });
	expect(decision.reply).toEqual({ code: 'SUCCESS' });
	expect(decision.remarks).toContain(
		"On a register: the visitor was not looked for, because their type is none of the check's visitor types.",
	);
});

test('reads the notes only where all checks pass', () => {
	const notes = {
		get adminNotes(): string {
			throw new Error('The expression fails');
		},
	};
	const visit = readVisit(BODY);
	const input = { visit, now: NOW, timeZone: 'UTC' };
	const checks = [{ type: 'blockList', list: 'name\nJane Doe' }];
	expect(decideByChecks(Object.assign(notes, { ...input, checks })).check).toBe('blockList');
});

test('what the event lacks is no fault of the list', () => {
	const decision = decide([{ type: 'blockList', list: 'mobile\n+61400000000' }]);
	expect(decision).toMatchObject({
		check: 'blockList',
		faultAt: null,
		reply: { code: 'REJECTED' },
	});
	expect(decision.why).toBeUndefined();
	expect(decision.remarks).toContain(
		'Not on a block list: the check-in has no mobile to check, so the visitor was sent to the front desk.',
	);
});

test.each([
	null,
	'',
	'1',
	'2026-11-25',
	'2026-11-25T01:00:00',
	'25/11/2026',
	'Wed Nov 25 2026 12:00',
])('the clock of the host counts where the event says %j, with a remark', (date) => {
	const list = 'name,validUntil\nJane Doe,2026-06-01';
	const decision = decide([{ type: 'register', list }], { ...BODY, date });
	expect(decision.reply.code).toBe('SUCCESS');
	expect(decision.remarks[0]).toMatch(/^The event has no date that can be read/);
});

test('a time zone of the host that nobody knows is UTC, with a remark', () => {
	const decision = decide([{ type: 'invited' }], BODY, { timeZone: 'DEFAULT' });
	expect(decision.remarks).toEqual([
		'The time zone of this machine is not known here, so UTC was taken.',
	]);
});

test('the notes of the node come before those of the checks', () => {
	const checks = [{ type: 'register', list: 'name\nJane Doe' }];
	expect(decide(checks, BODY, { adminNotes: 'Escort', visitorNotes: 'Welcome' }).reply).toEqual({
		code: 'SUCCESS',
		adminNotes: 'Escort\nOn the register: Jane Doe',
		visitorNotes: 'Welcome',
	});
	expect(decide(checks, BODY, { adminNotes: ' \n' }).reply).toEqual({
		code: 'SUCCESS',
		adminNotes: 'On the register: Jane Doe',
	});
});

test.each([undefined, null, 'invited', new Array(2), [undefined], [['invited']]])(
	'checks that are %p approve nobody',
	(checks) => {
		expect(decide(checks)).toMatchObject({ why: 'decision', reply: { code: 'REJECTED' } });
	},
);

test('a list of types that holds itself is a fault', () => {
	const types: unknown[] = ['Visitor'];
	types.push(types);
	expect(decide([{ type: 'visitorTypes', types }])).toMatchObject({ why: 'list' });
});

test('a dialog learns of every setting that is wrong', () => {
	const faultsOf = (stored: object) =>
		faultsOfCheck(stored)?.faults.map((fault) => shortPlace(fault));
	expect(faultsOf({ type: 'visitorTypes', types: [] })).toEqual(['visitor types']);
	expect(faultsOf({ type: 'visitorTypes', types: ['Visitor'] })).toBeUndefined();
	expect(faultsOf({ list: '' })).toEqual(['list']);
	expect(faultsOf({ type: 'register', list: 'name', timeZone: 'EST', types: ['${T}'] })).toEqual([
		'time zone',
		'visitor types',
	]);
	expect(faultsOfCheck({ type: 'other' })).toBeNull();
});

test('the words of the dialog name the columns that the checks read', () => {
	const lists = { blockList: 'name', register: 'validUntil', openingHours: 'closedDays' } as const;
	for (const [type, column] of Object.entries(lists)) {
		expect(CHECKS[type as keyof typeof lists].description).toContain(column);
	}
});
