import { checkScope } from '../../protocol/filter';

const body = {
	event: 'signin_before',
	data: {
		site: { id: 'Site-1', name: 'Acme Corp' },
		visitorType: { id: 'Type-1', name: 'Contractor' },
	},
	externalId: 'Abc-123',
};
const all = { visitorTypes: [], sites: [] };

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
	['one of several', { sites: ['Elsewhere', 'Acme Corp'] }],
	['a visitor type', { visitorTypes: ['contractor'] }],
	["a visitor type's id", { visitorTypes: ['Type-1'] }],
	['a site and a visitor type', { sites: ['Site-1'], visitorTypes: ['Contractor'] }],
])('is inside by %s', (_what, scope) => {
	expect(checkScope(body, { ...all, ...scope })).toEqual({ warnings: [] });
});

test.each([
	['another name', { sites: ['Elsewhere'] }, 'site "Acme Corp"'],
	['a part of the name', { sites: ['Acme'] }, 'site "Acme Corp"'],
	['an id in another case', { sites: ['site-1'] }, 'site "Acme Corp"'],
	['an id with spaces around it', { sites: ['Site-1 '] }, 'site "Acme Corp"'],
	['an external id in another case', { sites: ['abc-123'] }, 'site "Acme Corp"'],
	['another visitor type', { visitorTypes: ['Visitor'] }, 'visitor type "Contractor"'],
	['the external id as visitor type', { visitorTypes: ['Abc-123'] }, 'visitor type "Contractor"'],
	[
		'another visitor type on the right site',
		{ sites: ['Acme Corp'], visitorTypes: ['Visitor'] },
		'visitor type "Contractor"',
	],
	[
		'another site with the right visitor type',
		{ sites: ['Elsewhere'], visitorTypes: ['Contractor'] },
		'site "Acme Corp"',
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
	expect(checkScope(flat, { sites: ['Elsewhere'], visitorTypes: [] }).outside).toBe(
		'site "Acme Corp"',
	);
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
		outside: 'site "Acme Corp"',
		warnings: [],
	});
});

test('quotes and cuts the name of a place outside', () => {
	const site = { id: 's', name: `a"b\n${'x'.repeat(100)}` };
	expect(checkScope({ data: { site } }, { ...all, sites: ['Acme'] }).outside).toBe(
		`site "a\\"b\\n${'x'.repeat(76)}…"`,
	);
});
