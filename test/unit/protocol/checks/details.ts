import {
	at,
	BLOCKED,
	blockList,
	calls,
	closedUntil,
	ERROR,
	everyDay,
	fault,
	hours,
	IN,
	MOBILES,
	N8N,
	named,
	NOBODY,
	noted,
	OFFICE,
	out,
	register,
	row,
	SYDNEY,
	text,
	TO_DESK,
	types,
	UNLISTED,
	VALID,
	VALID_NOTE,
	week,
	WRONG_TYPE,
	type CheckCase,
} from '../../../tables/checkCase';

const blockListRows: readonly CheckCase[] = [
	row('ß in capitals', named('Anna', 'STRAẞE'), blockList(text('name', 'Anna Strasse')), BLOCKED),
	row('i of Turkey', named('İpek', 'Işık'), blockList(text('name', 'ipek ışık')), BLOCKED),
	row('a Greek sigma', named('ΓΙΩΡΓΟΣ', 'Δ'), blockList(text('name', 'γιωργος δ')), BLOCKED),
	row(
		'another apostrophe',
		named('Ann', 'O´Brien'),
		blockList(text('name', "Ann O'Brien")),
		BLOCKED,
	),
	row('Devanagari, another vowel', named('राम', 'शर्मा'), blockList(text('name', 'रमि शर्मा')), IN),
	row('Chinese, somebody else', named('小红', '王'), blockList(text('name', '王小明')), IN),
	row(
		'a Chinese variation sign',
		named('葛\u{E0100}', '城'),
		blockList(text('name', '葛城')),
		BLOCKED,
	),
	row(
		'a listed email with an invisible sign',
		{},
		blockList(text('email', 'jane@example.com\u200B')),
		BLOCKED,
	),
	row(
		'a listed email copied as a link',
		{},
		blockList(text('email', 'mailto:jane@example.com')),
		BLOCKED,
	),
	row(
		'a dash as email, and a list of emails',
		{ visitor: { email: '-' } },
		blockList(text('email', 'x@example.com')),
		TO_DESK,
	),
	row(
		'no email, and a list of names too',
		{ visitor: { email: null } },
		blockList(text('name,email', 'Joan,x@example.com')),
		IN,
	),
	row(
		'nothing but a company, beside people of a company',
		{ visitor: { ...NOBODY, company: 'Acme' } },
		blockList(text('name,company', 'Joan,Acme')),
		TO_DESK,
	),
	row(
		'a number with (0)',
		calls('+44 7911 123456'),
		blockList(MOBILES('+44 (0) 7911 123456')),
		BLOCKED,
	),
	row(
		'a number that a phone copied with its marks',
		calls('+61400000000'),
		blockList(MOBILES('\u202A+61\u00A0400\u2011000\u2011000\u202C')),
		BLOCKED,
	),
	row(
		'a number in Arabic digits',
		calls('٠٤٠٠ ٠٠٠ ٠٠٠'),
		blockList(MOBILES('+61 400 000 000')),
		BLOCKED,
	),
	row(
		'a number that a spreadsheet took for a decimal one',
		calls('+61400000000'),
		blockList(MOBILES('61400000000.0')),
		BLOCKED,
	),
	row(
		'two numbers in one cell, with a comma',
		calls('+61400000000'),
		blockList([{ mobile: '0411 111 111, 0400 000 000' }]),
		fault('row 1 mobile'),
	),
	row(
		'two numbers with a sign between',
		calls('+61400000000'),
		blockList(MOBILES('0411 111 111|0400 000 000')),
		BLOCKED,
	),
	row(
		'a number behind a word with a digit',
		calls('+61400000000'),
		blockList(MOBILES('Mob 1: 0400 000 000')),
		fault('line 2 mobile'),
	),
	row(
		'a Danish company by itself',
		{ visitor: { company: 'Acme A/S' } },
		blockList(text('company', 'ACME')),
		BLOCKED,
	),
	row('the external id of the site', {}, blockList(text('name,site', 'Jane Doe,ABC-123')), BLOCKED),
	row('a dash for a site', {}, blockList(text('name,site', 'Jane Doe,-')), BLOCKED),
];

const editRows: readonly CheckCase[] = [
	row(
		'semicolons below a single column',
		{},
		blockList(text('name', 'Jane Doe;Acme')),
		fault('line 2'),
	),
	row(
		'commas and semicolons in the header',
		{},
		blockList(text('name;email,mobile', 'Jane Doe,x@example.com,')),
		fault('line 1'),
	),
	row(
		'a quote without its beginning',
		{},
		blockList(text('name,company,reason', 'Doe, Jane",Acme')),
		fault('line 2'),
	),
	row('text behind a quote', {}, blockList(text('name,email', '"Doe" Jane,')), fault('line 2')),
	row('blanks alone', {}, blockList(' \n\t'), fault('list')),
	row(
		'a misspelt header beside a good one',
		{},
		blockList(text('mobile,nmae', '+61411111111,Jane Doe')),
		fault('line 1 name'),
	),
	row(
		'the same header twice',
		{},
		blockList(text('name,Name', 'Joan,Jane Doe')),
		fault('line 1 name'),
	),
	row('old line ends', {}, blockList('name\rJoan\rJane Doe'), { ...BLOCKED, rows: [2] }),
	row('line ends of Unicode', {}, blockList('name\u2028Joan\u2029Jane Doe'), {
		...BLOCKED,
		rows: [2],
	}),
	row(
		'all lines became one',
		{},
		blockList('name,email Jane Doe,jane@example.com'),
		fault('line 1'),
	),
	row(
		'a row of which only other columns are filled',
		named('Joan', 'Doe'),
		blockList(text('name,badge', ',Jane Doe')),
		fault('line 2'),
	),
	row('a column of numbers in front', {}, blockList(text('#\tname', '1\tJane Doe')), BLOCKED),
	row(
		'a column without a name in front',
		named('Joan', 'Doe'),
		blockList(text('\tname', '1\tJane Doe')),
		fault('line 2'),
	),
	row(
		'a broken line below a cell of two lines',
		named('Joan', 'Doe'),
		blockList(text('name,email', '"Jane', 'Doe', '",', 'Sam,x')),
		fault('line 5 email'),
	),
	row(
		'emails below company',
		named('Joan', 'Doe'),
		blockList(text('name,company', 'Jane Doe,jane@example.com')),
		fault('line 2 company'),
	),
	row(
		'emails below site',
		named('Joan', 'Doe'),
		blockList(text('name,site', 'Jane Doe,jane@example.com')),
		fault('line 2 site'),
	),
	row(
		'a row that names nobody',
		named('Joan', 'Doe'),
		blockList(text('name,reason', '-,Theft')),
		fault('line 2'),
	),
];

const rowLists: readonly CheckCase[] = [
	row("an empty row of n8n's data table", {}, blockList([{ ...N8N, name: null }]), {
		...IN,
		rows: [0],
	}),
	row(
		'a mobile as a number',
		{ visitor: { firstName: 'Joan' } },
		blockList([{ Mobile: 61400000000 }]),
		BLOCKED,
	),
	row('rows without a column of ours', {}, blockList([{ who: 'Joan' }]), fault('list')),
	row(
		'a cell that is a list',
		named('Joan', 'Doe'),
		blockList([{ name: ['Sam'] }]),
		fault('row 1 name'),
	),
	row('a single row', {}, blockList({ name: 'Joan' }), fault('list')),
];

const registerRows: readonly CheckCase[] = [
	row(
		'a date with a time, as databases keep it',
		at('2027-01-01T04:59:00Z'),
		register([{ email: 'jane@example.com', validUntil: '2026-12-31T00:00:00+00:00' }], {
			timeZone: 'America/New_York',
		}),
		noted('On the register: jane@example.com, valid until 31 December 2026'),
	),
	row(
		'midnight in Sydney, in UTC',
		at('2026-12-31T12:59:00Z'),
		register([{ email: 'jane@example.com', validUntil: '2026-12-30T13:00:00.000Z' }]),
		noted('On the register: jane@example.com, valid until 31 December 2026'),
	),
	row(
		'a date that does not exist',
		{},
		register(text('name,validUntil', 'Jane Doe,2027-02-30')),
		fault('line 2 validUntil'),
	),
	row(
		'a time that does not exist',
		{},
		register(text('name,validUntil', 'Jane Doe,2027-02-03T25:99')),
		fault('line 2 validUntil'),
	),
	row(
		'no date in a list of dates',
		{},
		register(text('name,validUntil', 'Jane Doe,', 'Joan,2026-12-31')),
		fault('line 2 validUntil'),
	),
	row(
		'the later of two entries',
		{},
		register(text('name,validUntil', 'Jane Doe,2026-12-31', 'Jane Doe,2026-01-31')),
		VALID_NOTE,
	),
	row('a zone that is no text', {}, register(VALID, { timeZone: null }), fault('time zone')),
	row('a register without rows', {}, register('name'), { ...UNLISTED, rows: [0] }),
	row(
		'a mobile suffices where the row has no name',
		{ visitor: { mobile: '+1 212 555 0100' } },
		register(text('mobile', '(212) 555-0100 ext 3')),
		noted('On the register: (212) 555-0100 ext 3'),
	),
	row(
		'another company',
		{ visitor: { company: 'Acme Wharf' } },
		register(text('name,company', 'Jane Doe,Acme')),
		UNLISTED,
	),
	row('a company never suffices', {}, register(text('name,company', ',Acme')), UNLISTED),
];

const hourRows: readonly CheckCase[] = [
	row('8:00 sharp', at('2026-11-24T21:00:00Z'), hours(OFFICE), IN),
	row('a minute before', at('2026-11-24T20:59:59Z'), hours(OFFICE), closedUntil('08:00')),
	row(
		'5:00 PM in the evening',
		at('2026-11-25T06:00:00Z'),
		hours(week('9:00 AM - 5:00 PM')),
		closedUntil('09:00 on Thursday 26 November'),
	),
	row('9:00 - 5:00 PM', {}, hours(week('9:00 - 5:00 PM')), fault('line 2 mon')),
	row(
		'12:00 AM - 12:00 PM ends at noon',
		{},
		hours(week('12:00 AM - 12:00 PM')),
		closedUntil('00:00 on Thursday 26 November'),
	),
	row('to 24:00', at('2026-11-25T12:59:00Z'), hours(week('12:00-24:00')), IN),
	row('from 24:00', {}, hours(week('24:00-06:00')), fault('line 2 mon')),
	row('all day', at('2026-11-24T18:00:00Z'), hours(week('00:00-12:00, 12:00-24:00')), IN),
	row('a dash for closed days', {}, hours(week('08:00-17:00', SYDNEY, '-')), IN),
	row('never open', {}, hours(week('—')), closedUntil('another time')),
	row('no zone', {}, hours(week('08:00-17:00', 'Sydney HQ,')), fault('line 2 timeZone')),
	row(
		'a row without a site may be theirs, before *',
		{},
		hours(
			text(week('closed', ',Australia/Sydney'), `*,Australia/Sydney,${everyDay('08:00-17:00')},`),
		),
		fault('line 2 site'),
	),
	row(
		'two rows for the site',
		{},
		hours(text(OFFICE, `site-1,Australia/Sydney,${everyDay('08:00-17:00')},`)),
		fault('site'),
	),
];

const otherRows: readonly CheckCase[] = [
	row('types of an empty list', {}, types([]), fault('visitor types')),
	row(
		'an invite id of blanks',
		{ inviteId: ' ' },
		[{ type: 'invited', message: 'No.' }],
		out('No.'),
	),
	row('a check that is none', { inviteId: 'i' }, [{ type: 'invited' }, null], ERROR),
	row(
		'a word in braces that is empty',
		named(null, null),
		[{ type: 'invited', message: 'Sorry {firstName}, no.' }],
		out('Sorry, no.'),
	),
	row(
		'a message of blanks',
		{},
		[{ type: 'visitorTypes', types: ['Visitor'], message: '  ' }],
		WRONG_TYPE,
	),
	row(
		'a message that becomes empty',
		named(null, null),
		[{ type: 'invited', message: '{company}' }],
		TO_DESK,
	),
];

/** What the readers of lists make of odd texts, which no host changes. */
export const CHECK_DETAILS: readonly CheckCase[] = [
	...blockListRows,
	...editRows,
	...rowLists,
	...registerRows,
	...hourRows,
	...otherRows,
];
