import fc from 'fast-check';
import { CHECKS, type CheckType } from '../../../../protocol/checks/checkTypes';
import { letters } from '../../../../protocol/checks/letters';
import { decideByChecks } from '../../../../protocol/checks/makeChecks';
import { faultsOfCheck } from '../../../../protocol/checks/readChecks';
import { readVisit } from '../../../../protocol/checks/readVisit';
import { readReply } from '../../../../protocol/reply/reply';

const TYPES = Object.keys(CHECKS) as CheckType[];
const HEADERS =
	'name,email,mobile,company,site,until,reason,validUntil,timeZone,mon,closedDays'.split(',');
const MEGABYTE = 1_000_000;

const word = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string({ unit: 'grapheme' }),
	fc.constantFrom('', '-', '"', '*', '|', '\ud800', '__proto__', '2026-12-31', '+61400000000'),
	fc.constantFrom('a@b.example', '08:00-17:00', 'Australia/Sydney', '😀', '${LIST}', '{site}'),
);
const separated = fc
	.tuple(
		fc.constantFrom(',', ';', '\t'),
		fc.array(fc.constantFrom(...HEADERS), { minLength: 1, maxLength: 6 }),
		fc.array(fc.array(word, { maxLength: 7 }), { maxLength: 6 }),
	)
	.map(([separator, header, lines]) =>
		[header, ...lines].map((cells) => cells.join(separator)).join('\n'),
	);
const rows = fc.array(
	fc.oneof(
		fc.dictionary(fc.constantFrom(...HEADERS), fc.oneof(word, fc.anything())),
		fc.anything(),
	),
);
const list = fc.oneof(separated, rows, word, fc.anything());
const person = fc.record(
	{ firstName: word, lastName: word, email: word, mobile: word, company: word },
	{ requiredKeys: [] },
);
const place = fc.record({ id: word, name: word }, { requiredKeys: [] });
const event = fc.oneof(
	fc
		.record({
			data: fc.record({ person, site: place, visitorType: place, inviteId: word }),
			date: word,
		})
		.map(({ data: { person: fields, ...data }, ...body }) => ({
			...body,
			data: { ...data, ...fields },
		})),
	fc.anything(),
);
const check = fc.record(
	{
		type: fc.constantFrom(...TYPES),
		list,
		types: fc.oneof(fc.array(word), fc.anything()),
		timeZone: fc.oneof(fc.constantFrom('Europe/London', 'AEST'), word),
		message: fc.oneof(word, fc.anything()),
		expiredMessage: word,
	},
	{ requiredKeys: ['type'] },
);
const moment = { now: Date.parse('2026-11-25T01:00:00Z'), timeZone: 'Australia/Sydney' };

function decide(checks: unknown, sent: unknown) {
	return decideByChecks({ checks, visit: readVisit(sent), ...moment });
}

test('whatever the checks and the event are, Sine gets a reply', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.array(check, { maxLength: 3 }), fc.anything()),
			event,
			(checks, sent) => {
				const { reply, why, fault } = decide(checks, sent);
				expect(readReply(reply)).toEqual(reply);
				if (why) expect(reply.code).toBe('REJECTED');
				expect(fault === undefined).toBe(why === undefined);
			},
		),
		{ numRuns: 2_000 },
	);
});

test('a block list with any fault rejects everybody', () => {
	fc.assert(
		fc.property(list, event, (given, sent) => {
			const stored = { type: 'blockList', list: given };
			fc.pre((faultsOfCheck(stored)?.faults.length ?? 0) > 0);
			expect(decide([stored], sent)).toMatchObject({ why: 'list', reply: { code: 'REJECTED' } });
		}),
		{ numRuns: 1_000 },
	);
});

test('nobody is approved by a list without rows but one that blocks', () => {
	fc.assert(
		fc.property(fc.constantFrom('register', 'openingHours'), list, event, (type, given, sent) => {
			const stored = { type, list: given };
			fc.pre(faultsOfCheck(stored)?.rows === 0);
			expect(decide([stored], sent).reply.code).toBe('REJECTED');
		}),
		{ numRuns: 1_000 },
	);
});

test('no check is passed that a fault of the list as a whole concerns', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...TYPES),
			fc.oneof(word, fc.anything()),
			event,
			(type, given, sent) => {
				const faults = faultsOfCheck({ type, list: given })?.faults ?? [];
				fc.pre(faults.some(({ place: where }) => where === '' || where === 'Line 1'));
				expect(decide([{ type, list: given }], sent).reply.code).toBe('REJECTED');
			},
		),
		{ numRuns: 1_000 },
	);
});

/** A name that any person may have, in any script. */
const nameOf = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((name) => {
	const isOther = /[@|;()[\]/&+\n\v\f\r\u0085\u2028\u2029]|(?:\d\D*){7}/u.test(
		name.normalize('NFKD'),
	);
	return letters(name) !== '' && !isOther && !/^[-\s]/.test(name);
});
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const otherCase = fc.constantFrom(
	(text: string) => text,
	(text: string) => text.toUpperCase(),
	(text: string) => text.toLowerCase(),
	(text: string) => text.normalize('NFD'),
	(text: string) => `  ${text}. `,
);

test('whoever a list names is found, in any script, case and order', () => {
	fc.assert(
		fc.property(
			nameOf,
			nameOf,
			otherCase,
			fc.boolean(),
			(firstName, lastName, change, isTurned) => {
				const both = isTurned ? `${lastName}, ${firstName}` : `${firstName} ${lastName}`;
				const text = `name\n${quoted(change(both))}`;
				const sent = { data: { firstName, lastName } };
				expect(decide([{ type: 'blockList', list: text }], sent).reply.code).toBe('REJECTED');
				const onRegister = decide([{ type: 'register', list: text }], sent);
				expect(onRegister.why ?? onRegister.reply.code).toBe('SUCCESS');
			},
		),
		{ numRuns: 1_000 },
	);
});

test('no log has the words of a list or of a visitor, and no hint those of a visitor', () => {
	fc.assert(
		fc.property(fc.constantFrom(...TYPES), word, person, (type, given, fields) => {
			const marked = Object.fromEntries(Object.keys(fields).map((key) => [key, 'VISITORWORD <b>']));
			const text = `name,email,validUntil,LISTWORD\nLISTWORD,LISTWORD,LISTWORD\n${given}`;
			const sent = { data: { ...marked, site: { name: 'VISITORWORD' } } };
			for (const listed of [text, [{ name: 'LISTWORD', email: 'LISTWORD' }, { LISTWORD: 1 }]]) {
				const {
					fault = '',
					faultAt,
					remarks,
					deskNote,
					reply,
				} = decide([{ type, list: listed, types: ['LISTWORD'], timeZone: 'LISTWORD' }], sent);
				expect(`${fault}${faultAt}`).not.toContain('LISTWORD');
				expect(`${fault}${faultAt}${remarks.join()}${deskNote}`).not.toContain('VISITORWORD');
				expect(JSON.stringify(reply)).not.toContain('VISITORWORD');
			}
		}),
	);
});

test.each([
	['x', 'x'],
	['an emoji', '😀'],
	['commas', ','],
	['lines', 'a\n'],
	['headers', 'nome,'],
	['quotes', '"'],
	['blanks', ' '],
	['accents', 'e\u0301'],
	['Devanagari', 'राम '],
	['digits', '1'],
	['vertical bars', '|a'],
])('much of %s as a list, and a megabyte as a visitor', (_, unit) => {
	const long = unit.repeat(MEGABYTE / unit.length);
	const visitor = { firstName: long, lastName: long, email: long, mobile: long, company: long };
	const short = long.slice(0, MEGABYTE / 20);
	const lists = [short, `name\n${short}`, `,name\n${short}`];
	for (const type of TYPES) {
		for (const list of lists) expectReply([{ type, list }], {});
		expectReply(
			[{ type, list: 'name,email,mobile,company\nx,a@b.example,+61400000000,z' }],
			visitor,
		);
	}
});

function expectReply(checks: unknown, data: object): void {
	const { reply } = decide(checks, { data });
	expect(readReply(reply)).toEqual(reply);
}
