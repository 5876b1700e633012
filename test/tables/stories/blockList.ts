import { DESK, NOBODY, reject, type Story, WELCOME } from './story';

const BLOCKED = reject('We cannot check you in. Please see the front desk.');
const block = (name: string, row: Record<string, string>, visit = {}): Story => ({
	flow: 2,
	name: `the list has ${name}`,
	rows: [{ name: 'Somebody Else' }, row],
	calls: [{ visit, answer: BLOCKED }],
});

export const BLOCK_LIST: readonly Story[] = [
	block(
		'the name, typed otherwise',
		{ name: 'Sam Sample' },
		{ firstName: 'sám ', lastName: ' SAM-PLE' },
	),
	block('the email, in capitals', { email: 'Jane.Doe@EXAMPLE.com ' }),
	block('the mobile, as it is dialled at home', { mobile: '(0400) 000-000' }),
	block('the company, with a full stop', { company: 'ACME  Co.' }),
	{
		flow: 2,
		name: 'the list has other people only',
		rows: [{ name: 'Jane' }, { email: 'doe@example.com' }, { mobile: '0400 000 001' }],
		calls: [{ answer: WELCOME }],
	},
	{ flow: 2, name: 'the list is empty', rows: [], calls: [{ answer: WELCOME }] },
	{
		flow: 2,
		name: 'a row is blank but for its reason',
		rows: [{ name: ' ', reason: 'A blank row' }],
		calls: [{ answer: DESK }],
	},
	{
		flow: 2,
		name: 'the visitor gave nothing, and a row is blank',
		rows: [{ name: ' ' }],
		calls: [{ visit: NOBODY, answer: { code: 'SUCCESS', visitorNotes: 'Welcome!' } }],
	},
	{
		flow: 2,
		name: 'the visitor gave nothing, and the list has a name',
		rows: [{ name: 'Sam Sample' }],
		calls: [{ visit: NOBODY, answer: DESK }],
	},
];
