import { checkScope as check } from '../../../../protocol/call/filter';
import { filterOf, unreadableFilters } from '../../../../protocol/call/scope';
import type { WireBody } from '../../../../protocol/events/wire';

const body = {
	event: 'signin_before',
	data: {
		site: { id: 'Site-1', name: 'Acme Corp' },
		visitorType: { id: 'Type-1', name: 'Contractor' },
	},
	externalId: 'Abc-123',
};
const all = { visitorTypes: [], sites: [] };

type Lists = Readonly<Record<'visitorTypes' | 'sites', readonly unknown[]>>;
const scopeOf = ({ visitorTypes, sites }: Lists) => ({
	visitorTypes: filterOf(visitorTypes),
	sites: filterOf(sites),
});
const checkScope = (sent: WireBody, lists: Lists) => check(sent, scopeOf(lists));

const SITE_WARNING = 'The site is missing or incomplete, so the filter by site was not applied.';
const TYPE_WARNING =
	'The visitor type is missing or incomplete, so the filter by visitor type was not applied.';

test('empty lists mean all', () => {
	expect(checkScope(body, all)).toEqual({ warnings: [] });
	expect(checkScope({}, all)).toEqual({ warnings: [] });
});

test.each([
	['a name', { sites: ['Acme Corp'] }],
	['a name in another case', { sites: ['ACME corp'] }],
	['a name with spaces around it', { sites: [' Acme Corp '] }],
	['an id', { sites: ['Site-1'] }],
	['an external id', { sites: ['Abc-123'] }],
	['an id in another case', { sites: ['site-1'] }],
	['an id with spaces around it', { sites: ['Site-1 '] }],
	['an external id in another case', { sites: ['abc-123'] }],
	['one of several', { sites: ['Elsewhere', 'Acme Corp'] }],
	['a visitor type', { visitorTypes: ['contractor'] }],
	["a visitor type's id", { visitorTypes: ['Type-1'] }],
	['a site and a visitor type', { sites: ['Site-1'], visitorTypes: ['Contractor'] }],
])('is inside by %s', (_what, scope) => {
	expect(checkScope(body, { ...all, ...scope })).toEqual({ warnings: [] });
});

test.each([
	['another name', { sites: ['Elsewhere'] }, { why: 'site', place: 'site "Acme Corp"' }],
	['a part of the name', { sites: ['Acme'] }, { why: 'site', place: 'site "Acme Corp"' }],
	['a part of the id', { sites: ['Site'] }, { why: 'site', place: 'site "Acme Corp"' }],
	[
		'the name without its space',
		{ sites: ['AcmeCorp'] },
		{ why: 'site', place: 'site "Acme Corp"' },
	],
	[
		'another visitor type',
		{ visitorTypes: ['Visitor'] },
		{ why: 'visitor-type', place: 'visitor type "Contractor"' },
	],
	[
		'the external id as visitor type',
		{ visitorTypes: ['Abc-123'] },
		{ why: 'visitor-type', place: 'visitor type "Contractor"' },
	],
	[
		'another visitor type on the right site',
		{ sites: ['Acme Corp'], visitorTypes: ['Visitor'] },
		{ why: 'visitor-type', place: 'visitor type "Contractor"' },
	],
	[
		'another site with the right visitor type',
		{ sites: ['Elsewhere'], visitorTypes: ['Contractor'] },
		{ why: 'site', place: 'site "Acme Corp"' },
	],
])('is outside by %s', (_what, scope, outside) => {
	expect(checkScope(body, { ...all, ...scope })).toEqual({ outside, warnings: [] });
});

test('reads the places of a flat body, as invitations are', () => {
	const { site, visitorType } = body.data;
	const flat = { event: 'invitation_created', site, visitorType };
	expect(checkScope(flat, { sites: ['acme corp'], visitorTypes: ['Type-1'] })).toEqual({
		warnings: [],
	});
	expect(checkScope(flat, { sites: ['Elsewhere'], visitorTypes: [] }).outside).toEqual({
		why: 'site',
		place: 'site "Acme Corp"',
	});
});

test.each([
	['data is missing', {}],
	['data is null', { data: null }],
	['the fields are missing', { data: {} }],
	['the fields are null', { data: { site: null, visitorType: null } }],
	['the fields are empty', { data: { site: {}, visitorType: {} } }],
])('is inside with a warning each where %s', (_what, incomplete) => {
	expect(checkScope(incomplete, { sites: ['Acme'], visitorTypes: ['Visitor'] })).toEqual({
		warnings: [TYPE_WARNING, SITE_WARNING],
	});
});

test('is inside with a warning where the name is missing and the id is another', () => {
	const data = { site: { id: 'Site-1', name: null } };
	expect(checkScope({ data }, { ...all, sites: ['Acme'] })).toEqual({ warnings: [SITE_WARNING] });
});

test('an event outside one filter is outside, whatever the other misses', () => {
	const data = { site: body.data.site };
	expect(checkScope({ data }, { sites: ['Elsewhere'], visitorTypes: ['Visitor'] })).toEqual({
		outside: { why: 'site', place: 'site "Acme Corp"' },
		warnings: [],
	});
});

test('quotes and cuts the name of a place outside', () => {
	const site = { id: 's', name: `a"b\n${'x'.repeat(100)}` };
	expect(checkScope({ data: { site } }, { ...all, sites: ['Acme'] }).outside?.place).toBe(
		`site "a\\"b\\n${'x'.repeat(76)}…"`,
	);
});

test.each([
	['white space around', '\t Acme  Corp\u00a0\n', 'Acme Corp'],
	['white space within', 'Acme \t\u00a0 Corp', 'acme corp'],
	['no-break spaces', 'Acme\u202f\u3000Corp', 'Acme Corp'],
	['a line break that Sine sends', 'Acme Corp', 'Acme\r\nCorp'],
	['zero-width characters', 'Ac\u200bme\u2060 Corp\ufeff', 'Acme\u00ad Corp'],
	['bidirectional marks', '\u200eAcme Corp\u202c', 'Acme Corp'],
	['composed and decomposed letters', 'Zu\u0308rich', 'Z\u00fcrich'],
	['full-width letters', '\uff21\uff43\uff4d\uff45', 'acme'],
	['ligatures', 'O\ufb03ce', 'Office'],
	['sharp s', 'STRASSE 1', 'Straße 1'],
	['a capital sharp s', 'STRA\u1e9eE 1', 'strasse 1'],
	['final sigma', 'ΟΔΟΣ', 'οδος'],
	['sigma in the middle', 'οδοσ', 'Οδος'],
	['dotted capital I', '\u0130stanbul', 'istanbul'],
	['dotless i', 'Kad\u0131k\u00f6y', 'KADIKÖY'],
	['Greek with two marks', '\u0390', '\u03aa\u0301'],
	['Cyrillic', 'МОСКВА', 'Москва'],
])('matches with %s', (_what, entry, sent) => {
	for (const site of [
		{ id: 'x', name: sent },
		{ id: sent, name: 'x' },
	]) {
		expect(checkScope({ data: { site } }, { ...all, sites: [entry] })).toEqual({ warnings: [] });
	}
	const external = { externalId: sent, site: { id: 'x', name: 'y' } };
	expect(checkScope(external, { ...all, sites: [entry] })).toEqual({ warnings: [] });
});

test.each([
	['accents', 'Zurich', 'Zürich'],
	['punctuation', 'Acme, Corp', 'Acme Corp'],
])('tells %s apart', (_what, entry, name) => {
	const data = { site: { id: 'x', name } };
	expect(checkScope({ data }, { ...all, sites: [entry] }).outside?.place).toBe(`site "${name}"`);
});

const UNREADABLE_SITES =
	'An entry in the list of sites of this node cannot be read, so the list was not applied and the flow is asked about every site. Correct or remove the entry: it may come from a variable that is not set.';
const UNREADABLE_TYPES =
	'An entry in the list of visitor types of this node cannot be read, so the list was not applied and the flow is asked about every visitor type. Correct or remove the entry: it may come from a variable that is not set.';

test.each<[string, unknown]>([
	['null', null],
	['undefined', undefined],
	['true', true],
	['false', false],
	['an object', { name: 'Elsewhere' }],
	['a function', () => 'Elsewhere'],
	['a symbol', Symbol('Elsewhere')],
	['NaN', NaN],
	['Infinity', Infinity],
	['an empty text', ''],
	['a blank text', ' \t\u00a0'],
	['a text of invisible characters', '\u200b\u2060'],
	['several lines', 'Elsewhere\nAcme Corp'],
	['lines apart as the web has them', 'Elsewhere\u2028Acme Corp'],
	['an expression that nobody evaluated', '={{ $env.SITE }}'],
	['a variable that nobody filled in', '${SITE}'],
	['undefined made a text', 'undefined'],
	['null made a text', ' null '],
	['NaN made a text', 'NaN'],
	['an object made a text', '[object Object]'],
	['a list in too many lists', [[[[[[['Elsewhere']]]]]]]],
])('a list with %s is not applied, and says so', (_what, entry) => {
	const lists = { ...all, sites: ['Elsewhere', entry] };
	expect(checkScope(body, lists)).toEqual({ warnings: [UNREADABLE_SITES] });
	expect(checkScope(body, { ...all, visitorTypes: [entry] })).toEqual({
		warnings: [UNREADABLE_TYPES],
	});
	expect(unreadableFilters(scopeOf(lists))).toEqual([UNREADABLE_SITES]);
});

test('a list that can be read applies beside one that cannot', () => {
	expect(checkScope(body, { sites: [null], visitorTypes: ['Visitor'] })).toEqual({
		outside: { why: 'visitor-type', place: 'visitor type "Contractor"' },
		warnings: [UNREADABLE_SITES],
	});
});

test.each([
	['a number', 7, '7'],
	['a large number', 61400000000, '61400000000'],
	['a big number', 12345678901234567890n, '12345678901234567890'],
])('%s is an id', (_what, entry, id) => {
	const data = { site: { id, name: 'Acme' } };
	expect(checkScope({ data }, { ...all, sites: [entry] })).toEqual({ warnings: [] });
});

test('a name that nobody can see is missing', () => {
	const data = { site: { id: 'Site-1', name: '\u200b ' } };
	expect(checkScope({ data }, { ...all, sites: ['Acme'] })).toEqual({ warnings: [SITE_WARNING] });
});
