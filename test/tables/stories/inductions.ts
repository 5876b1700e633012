import { type Call, DESK, reject, type Story, WELCOME } from './story';

const contractor = (
	name: string,
	rows: Story['rows'],
	answer: Call['answer'],
	visit: Call['visit'] = {},
): Story => ({
	flow: 4,
	name,
	rows,
	calls: [{ visit: { visitorType: 'Contractor', ...visit }, answer }],
});
const UNKNOWN = reject(
	'We found no induction for you. Complete it at https://example.com/induction or see the front desk.',
);
const inducted = (whose: string, until = '31 December 2099') => ({
	...WELCOME,
	adminNotes: `On the register: ${whose}, valid until ${until}`,
});

export const INDUCTIONS: readonly Story[] = [
	contractor(
		'a valid induction, found by email',
		[{ email: 'JANE.DOE@example.com ', validUntil: '2099-12-31' }],
		inducted('JANE.DOE@example.com'),
	),
	contractor(
		'a valid induction, found by mobile',
		[{ mobile: '0400 000 000', validUntil: ' 2099-12-31' }],
		inducted('0400 000 000'),
	),
	contractor(
		'a valid induction, found by name',
		[{ name: 'doe, jane', validUntil: '2099-12-31' }],
		inducted('doe, jane'),
	),
	contractor(
		'a valid induction, and a row of the same name without a date',
		[{ name: 'doe, jane' }, { name: 'JANE  doe', validUntil: '2099-12-31' }],
		DESK,
	),
	contractor(
		'a namesake’s induction',
		[{ name: 'Jane Doe', email: 'other@example.com', validUntil: '2099-12-31' }],
		UNKNOWN,
	),
	contractor(
		'an expired induction',
		[{ email: 'jane.doe@example.com', validUntil: '2026-05-03' }],
		reject(
			'Your induction expired on 3 May 2026. Renew it at https://example.com/induction or see the front desk.',
		),
	),
	contractor(
		'an expired induction that was renewed',
		[
			{ email: 'jane.doe@example.com', validUntil: '2099-12-31' },
			{ email: 'jane.doe@example.com', validUntil: '2026-05-03' },
		],
		inducted('jane.doe@example.com'),
	),
	contractor(
		'an induction on its last day',
		[{ email: 'jane.doe@example.com', validUntil: '2026-11-25' }],
		inducted('jane.doe@example.com', '25 November 2026'),
	),
	contractor(
		'a date that cannot be read',
		[{ email: 'jane.doe@example.com', validUntil: '31/12/2099' }],
		DESK,
	),
	contractor('an empty register', [], UNKNOWN),
	contractor('a visitor who is no contractor', [], WELCOME, { visitorType: 'Visitor' }),
];
