import { type Call, NOBODY, reject, type Story } from './story';

const say = (name: string, visit: Call['visit'], visitorNotes: string): Story => ({
	flow: 14,
	name,
	calls: [
		{ visit: { visitorType: 'Visitor', ...visit }, answer: { code: 'SUCCESS', visitorNotes } },
	],
});
const RECEPTION = 'Your host meets you at reception.';
const CARETAKER = 'Please see the caretaker before you start work.';
const DOCK = reject(
	'Please take deliveries to the loading dock.\nBitte bringen Sie Lieferungen zur Laderampe.',
);

export const WORDS: readonly Story[] = [
	say('a visitor of another site', { site: 'Acme Corp' }, `Welcome, Jane! ${RECEPTION}`),
	say(
		'a contractor in Berlin, in any case and with blanks',
		{ visitorType: ' CONTRACTOR', site: 'Berlin Office ' },
		`Willkommen, Jane! Bitte melden Sie sich vor der Arbeit beim Hausmeister.\nWelcome, Jane! ${CARETAKER}`,
	),
	say(
		'a contractor elsewhere',
		{ visitorType: 'Contractor', site: 'Paris office' },
		`Welcome, Jane! ${CARETAKER}`,
	),
	say(
		'a visitor in Berlin',
		{ site: 'Berlin office' },
		`Willkommen, Jane! Sie werden am Empfang abgeholt.\nWelcome, Jane! ${RECEPTION}`,
	),
	say(
		'a visitor in Paris',
		{ site: 'Paris office' },
		`Bienvenue, Jane ! Votre hôte vient vous chercher à l’accueil.\nWelcome, Jane! ${RECEPTION}`,
	),
	say(
		'a visitor type that was renamed',
		{ visitorType: 'External contractor', site: 'Acme Corp' },
		`Welcome, Jane! ${RECEPTION}`,
	),
	say('a site that was renamed', { site: 'Berlin office (old)' }, `Welcome, Jane! ${RECEPTION}`),
	say(
		'neither a name nor a type nor a site',
		{ ...NOBODY, visitorType: '', site: '' },
		`Welcome! ${RECEPTION}`,
	),
	say(
		'a name of markup and braces',
		{ firstName: '<b>&"{{payload}}', site: 'Acme Corp' },
		`Welcome, <b>&"{{payload}}! ${RECEPTION}`,
	),
	{
		flow: 14,
		name: 'type and site are null',
		calls: [
			{
				visit: {
					body: {
						event: 'signin_before',
						date: '2026-11-25T12:00:00Z',
						data: { firstName: 'Jane', visitorType: null, site: { name: null } },
					},
				},
				answer: { code: 'SUCCESS', visitorNotes: `Welcome, Jane! ${RECEPTION}` },
			},
		],
	},
	{
		flow: 14,
		name: 'a delivery, twice',
		calls: [
			{ visit: { visitorType: 'delivery' }, answer: DOCK },
			{ visit: { visitorType: 'delivery' }, answer: DOCK },
		],
	},
];
