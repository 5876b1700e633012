import {
	BEHAVIOURS,
	fateOf,
	type Behaviour,
	type Fate,
} from '../../../../tools/soak/behaviours.mts';
import { NO_ANSWER_MESSAGE } from '../../../tables/noAnswer';

const FALLBACK = {
	code: 'REJECTED',
	rejectionMessage: NO_ANSWER_MESSAGE,
};
const WELCOME = { code: 'SUCCESS', visitorNotes: 'Welcome.' };
const NOT_TODAY = { code: 'REJECTED', rejectionMessage: 'Not today.' };

test.each<[Behaviour, object, Fate]>([
	['approve', WELCOME, 'the flow decided'],
	['approve', FALLBACK, 'fallback'],
	['approve', NOT_TODAY, 'wrong'],
	['reject', NOT_TODAY, 'the flow decided'],
	['reject', WELCOME, 'wrong'],
	['answer twice', WELCOME, 'the flow decided'],
	['answer twice', NOT_TODAY, 'wrong'],
	['a branch fails', WELCOME, 'the flow decided'],
	['a branch fails', FALLBACK, 'fallback'],
	['a list that cannot be read', NOT_TODAY, 'the flow decided'],
	['a list that cannot be read', { code: 'SUCCESS' }, 'wrong'],
	['fail', FALLBACK, 'fallback'],
	['fail', WELCOME, 'wrong'],
	['hang', FALLBACK, 'fallback'],
	['hang', WELCOME, 'wrong'],
])('%s: %j is "%s"', (behaviour, body, fate) => {
	expect(fateOf(behaviour, 'signin_before', 200, body)).toBe(fate);
	expect(fateOf(behaviour, 'signin_before', 500, body)).toBe('wrong');
});

test.each(BEHAVIOURS)('%s: a notification is acknowledged, or not started', (behaviour) => {
	const fate = (status: number, body: object) => fateOf(behaviour, 'signout_after', status, body);
	expect(fate(200, { code: 'SUCCESS' })).toBe('acknowledged');
	expect(fate(503, { message: 'Try again later.' })).toBe('not started');
	expect(fate(200, WELCOME)).toBe('wrong');
	expect(fate(200, FALLBACK)).toBe('wrong');
});
