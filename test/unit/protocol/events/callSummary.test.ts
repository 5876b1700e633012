import { callSummary } from '../../../../protocol/events/callSummary';
import { SAMPLES } from '../../../../protocol/events/samples';

const NOTHING = { event: null, visitorType: null, site: null, visitor: null };

test('tells the event, the places and the visitor of a check-in', () => {
	expect(callSummary(SAMPLES.signin_before.body)).toEqual({
		event: 'signin_before',
		visitorType: 'Visitor',
		site: 'Acme Corp',
		visitor: expect.stringMatching(/^\S+ \S+$/),
	});
});

test('finds the visitor of an invitation', () => {
	const { visitor, site } = callSummary(SAMPLES.invitation_created.body);
	expect(visitor).toMatch(/^\S+ \S+$/);
	expect(site).not.toBeNull();
});

test.each([
	[undefined],
	[null],
	['text'],
	[[]],
	[{}],
	[{ event: {}, data: [], visitorType: 7 }],
	[{ data: { visitorType: null, site: 'x', firstName: {} } }],
])('%j says nothing', (odd) => {
	expect(callSummary(odd)).toEqual(NOTHING);
});

test('takes the id where there is no name, and cuts what is long', () => {
	expect(
		callSummary({ data: { site: { id: 7 }, visitorType: { name: 'x'.repeat(500) } } }),
	).toEqual({
		...NOTHING,
		site: '7',
		visitorType: 'x'.repeat(80),
	});
});
