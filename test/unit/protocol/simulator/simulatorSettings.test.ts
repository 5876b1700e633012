import { SIMULATOR_DEFAULTS } from '../../../../protocol/settings/visit';
import { EVENT_TYPES } from '../../../../protocol/events/events';
import {
	planSimulation,
	type SimulatorSettings,
} from '../../../../protocol/simulator/simulatorSettings';

const chance = { now: () => 1000, newId: () => 'new-id' };

function planOf(settings: SimulatorSettings) {
	const plan = planSimulation(settings, chance);
	if (typeof plan === 'string') throw new Error(plan);
	return plan;
}

test('all but the URL has a default', () => {
	const { rejectionMessage, slowAfter, giveUpAfter, date, ...visit } = SIMULATOR_DEFAULTS;
	expect(date).toBe('');
	expect(planOf({ webhookUrl: ' http://localhost/x ' })).toEqual({
		url: 'http://localhost/x',
		visit: { ...visit, at: 1000, id: 'new-id', body: undefined },
		rejectionMessage,
		slowAfterMs: slowAfter * 1000,
		giveUpAfterMs: giveUpAfter * 1000,
	});
});

test.each(EVENT_TYPES.map(({ value, label }) => [value, label] as const))(
	'knows the event %s by its id and by its label',
	(value, label) => {
		for (const event of [value, label, ` ${label.toUpperCase()} `]) {
			expect(planOf({ event }).visit.event).toBe(value);
		}
	},
);

test.each(['', 'sign in', 'constructor', '__proto__', '"'.repeat(500)])(
	'says which events there are instead of %j',
	(event) => {
		const fault = planSimulation({ event }, chance);
		expect(fault).toContain(`There is no event ${JSON.stringify(event.slice(0, 80)).slice(0, -1)}`);
		expect(fault).toContain('Choose one of these: signin_before, ');
	},
);

test('takes numbers for text, and nothing for what is not text', () => {
	const { visit } = planOf({
		company: 7,
		firstName: null,
		lastName: { a: 1 },
		answers: [1, '', true],
	});
	expect(visit).toMatchObject({
		company: '7',
		firstName: '',
		lastName: '',
		answers: ['1', 'true'],
	});
});

test.each([
	[2, 2000],
	['2.5', 2500],
	[1.0005, 1001],
	[0.0001, 1],
	[0, 10_000],
	[-1, 10_000],
	['soon', 10_000],
	[1e9, 300_000],
])('slow after %j seconds is %i ms', (slowAfter, milliseconds) => {
	expect(planOf({ slowAfter }).slowAfterMs).toBe(milliseconds);
});

test.each(['{"event":"x"}', { event: 'x' }])('takes the body %j as it is', (body) => {
	expect(planOf({ body }).visit.body).toEqual({ event: 'x' });
});

test.each(['', '  ', null])('takes the body %j for none', (body) => {
	expect(planOf({ body }).visit.body).toBeUndefined();
});

test.each(['{', '[]', 'null', '"x"', 7, []])('does not take %j for a body', (body) => {
	expect(planSimulation({ body }, chance)).toBe(
		'The body is not a JSON object. Correct it, or clear it to send the body of the event.',
	);
});
