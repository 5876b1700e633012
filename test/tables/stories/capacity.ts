import { NO_ANSWER_MESSAGE } from '../noAnswer';
import { type Call, JANE, NOON, reject, type Story, TOLD, WELCOME } from './story';

const FULL = reject('The site is full at the moment. Please see the front desk.');
/** The places are not known: the flow fails, and nobody is let in. */
const UNKNOWN = reject(NO_ANSWER_MESSAGE);
const JOHN = { firstName: 'John', lastName: 'Doe', email: 'john@example.com', mobile: '' };
/** A site with one place. */
const capacity = (name: string, site: string, ...calls: Call[]): Story => ({
	flow: 6,
	name,
	sites: [{ site, places: 1 }],
	calls: calls.map((call) => ({ ...call, visit: { site, ...call.visit } })),
});
const PASS_1 = { ...JANE, passId: 'pass 1' };
const PASS_2 = { ...JANE, passId: 'pass 2' };
const NAME_ALONE = { ...JANE, email: '' };
const checkOut = (visitor: typeof JANE, site: string, data: object) => ({
	body: {
		event: 'signout_after',
		date: NOON,
		data: { ...visitor, mobile: null, site: { name: site }, ...data },
	},
});
const requestAt = (site: object, visitor: typeof JANE) => ({
	event: 'signin_before',
	date: NOON,
	data: { ...visitor, site },
});
const withoutPassId = (visitor: typeof JANE, site: string) => checkOut(visitor, site, {});
const expiredPass = (visitor: typeof JANE, site: string) =>
	checkOut(visitor, site, { id: 'pass 1', autoExpired: true });
const WELCOME_JOHN = { code: 'SUCCESS', visitorNotes: 'Welcome, John!' };

export const CAPACITY: readonly Story[] = [
	capacity(
		'a place is kept until the check-out',
		'One place',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: { ...JANE, passId: 'pass of Jane' }, answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{ visit: { ...JOHN, site: 'Another site without a row' }, answer: UNKNOWN },
		{ event: 'signout_after', visit: { ...JANE, passId: 'pass of Jane' }, answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'a rejected check-in gives its place back',
		'Rejected',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_rejected', visit: JANE, answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'who tries again takes no second place',
		'Again',
		{ visit: JANE, answer: WELCOME },
		{ visit: JANE, answer: WELCOME },
		{ visit: JOHN, answer: FULL },
	),
	capacity(
		'what comes twice counts once',
		'Twice',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ visit: JANE, answer: WELCOME },
		{ visit: JOHN, answer: FULL },
		{ event: 'signout_after', visit: PASS_1, answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
		{ event: 'signout_after', visit: PASS_1, answer: TOLD },
		{ visit: JANE, answer: FULL },
	),
	capacity(
		'a check-in that is told after its check-out takes no place',
		'Late check-in',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signout_after', at: '2026-11-25T12:30:00Z', visit: PASS_1, answer: TOLD },
		{ event: 'signin_after', at: '2026-11-25T12:01:00Z', visit: PASS_1, answer: TOLD },
		{ visit: JANE, answer: WELCOME },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'a rejection that comes late frees no newer place',
		'Late rejection',
		{ visit: JANE, answer: WELCOME },
		{ at: '2026-11-25T12:02:00Z', visit: JANE, answer: WELCOME },
		{ event: 'signin_rejected', at: '2026-11-25T12:01:00Z', visit: JANE, answer: TOLD },
		{ at: '2026-11-25T12:03:00Z', visit: JOHN, answer: FULL },
	),
	capacity(
		'a check-out of an unknown pass frees nothing else',
		'Unknown pass',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ event: 'signout_after', visit: { ...JOHN, passId: 'another pass' }, answer: TOLD },
		{ visit: JOHN, answer: FULL },
	),
	capacity(
		'a check-out without a pass id frees the place of its visitor alone',
		'No pass id',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signout_after', visit: withoutPassId(JOHN, 'No pass id'), answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ event: 'signout_after', visit: withoutPassId(JOHN, 'No pass id'), answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{ event: 'signout_after', visit: withoutPassId(JANE, 'No pass id'), answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'who checks in again has one place, which the last pass frees',
		'Again inside',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: PASS_2, answer: TOLD },
		{ event: 'signout_after', visit: PASS_1, answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{ event: 'signout_after', visit: PASS_2, answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'the older of two check-ins is told last',
		'Older last',
		{ visit: JANE, answer: WELCOME },
		{
			event: 'signin_after',
			at: '2026-11-25T13:00:00Z',
			visit: PASS_2,
			answer: TOLD,
		},
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{
			event: 'signout_after',
			at: '2026-11-25T14:00:00Z',
			visit: PASS_2,
			answer: TOLD,
		},
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'namesakes are two people',
		'Namesakes',
		{ visit: JANE, answer: WELCOME },
		{ visit: { ...JANE, email: 'another.jane@example.com' }, answer: FULL },
		{ visit: { ...JANE, email: '' }, answer: FULL },
	),
	capacity(
		'namesakes without email and mobile are two people',
		'Nameless',
		{ visit: NAME_ALONE, answer: WELCOME },
		{ visit: NAME_ALONE, answer: WELCOME },
		{ event: 'signin_after', visit: { ...NAME_ALONE, passId: 'pass 1' }, answer: TOLD },
		{ at: '2026-11-25T12:01:00Z', visit: NAME_ALONE, answer: FULL },
		{ event: 'signout_after', visit: { ...NAME_ALONE, passId: 'pass 1' }, answer: TOLD },
		{ at: '2026-11-25T12:02:00Z', visit: NAME_ALONE, answer: WELCOME },
	),
	capacity(
		'a pass that expires keeps its place',
		'Expired',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ event: 'signout_after', visit: expiredPass(JANE, 'Expired'), answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: PASS_2, answer: TOLD },
		{ event: 'signout_after', visit: PASS_2, answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	capacity(
		'a check-out that is told before its check-in frees the place of both stays',
		'Out first',
		{ visit: JANE, answer: WELCOME },
		{ event: 'signin_after', visit: PASS_1, answer: TOLD },
		{ event: 'signout_after', at: '2026-11-25T14:00:00Z', visit: PASS_2, answer: TOLD },
		{ visit: JOHN, answer: FULL },
		{ event: 'signin_after', at: '2026-11-25T13:00:00Z', visit: PASS_2, answer: TOLD },
		{ visit: JOHN, answer: WELCOME_JOHN },
	),
	{
		...capacity(
			'a check-out without a pass id that comes twice frees one of two namesakes',
			'Two of one name',
			{ event: 'signin_after', visit: { ...NAME_ALONE, passId: 'pass 1' }, answer: TOLD },
			{ event: 'signin_after', visit: { ...NAME_ALONE, passId: 'pass 2' }, answer: TOLD },
			{ event: 'signout_after', visit: withoutPassId(NAME_ALONE, 'Two of one name'), answer: TOLD },
			{ event: 'signout_after', visit: withoutPassId(NAME_ALONE, 'Two of one name'), answer: TOLD },
			{ visit: JOHN, answer: WELCOME_JOHN },
			{ visit: { ...JOHN, email: 'another.john@example.com' }, answer: FULL },
		),
		sites: [{ site: 'Two of one name', places: 2 }],
	},
	{
		...capacity(
			'a site is found by its name in any case',
			'Hut Two',
			{ visit: JANE, answer: WELCOME },
			{ visit: JOHN, answer: FULL },
		),
		sites: [
			{ site: '*', places: 0 },
			{ site: ' hut TWO ', places: 1 },
		],
	},
	{
		flow: 6,
		name: 'a site with a new name keeps its count, and the desk reads of it',
		sites: [
			{ site: 'New hut', places: 5 },
			{ site: 'Old hut', siteId: 'HUT-7', places: 1 },
		],
		calls: [
			{ visit: { body: requestAt({ id: 'hut-7', name: 'Old hut' }, JANE) }, answer: WELCOME },
			{
				visit: { body: requestAt({ id: 'hut-7', name: 'New hut' }, JANE) },
				answer: {
					...WELCOME,
					adminNotes: 'Sine calls the site "New hut" now; the list says "Old hut".',
				},
			},
			{ visit: { body: requestAt({ id: 'hut-7', name: 'New hut' }, JOHN) }, answer: FULL },
			{ visit: { body: requestAt({ id: 'hut-8', name: 'New hut' }, JOHN) }, answer: WELCOME_JOHN },
		],
	},
	{
		...capacity('a site without a number of places lets nobody in', 'No places', {
			answer: UNKNOWN,
		}),
		sites: [{ site: 'No places' }, { site: '*', places: 50 }],
	},
	{ ...capacity('a list without rows lets nobody in', 'Empty', { answer: UNKNOWN }), sites: [] },
];
