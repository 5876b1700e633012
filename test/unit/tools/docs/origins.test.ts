import * as protocol from '../../../../protocol';
import { OUR_FIELDS } from '../../../../tools/docs/fieldMeanings.mts';
import { originsOf } from '../../../../tools/docs/origins.mts';
import { simplifierOf } from '../../../../tools/docs/simplified.mts';

const simplify = simplifierOf(protocol);

test('a field is traced to all that it is made of, and null to nothing', () => {
	const body = {
		event: 'signin_rejected',
		data: {
			firstName: 'Jane',
			lastName: 'Doe',
			company: null,
			rejectionReasons: [{ name: 'Inductions', reason: 'Expired.' }],
			formResponses: { id: 'form', responses: [] },
			badgeColour: 'green',
		},
	};
	const { filled, empty, leftOut } = originsOf(body, simplify, OUR_FIELDS);
	expect(filled.filter(({ name }) => !OUR_FIELDS.has(name))).toEqual([
		{ name: 'visitor.firstName', examples: ['Jane'], origins: ['data.firstName'] },
		{ name: 'visitor.lastName', examples: ['Doe'], origins: ['data.lastName'] },
		{
			name: 'visitor.fullName',
			examples: ['Jane Doe'],
			origins: ['data.firstName', 'data.lastName'],
		},
		{ name: 'rejection.byHost', examples: [false], origins: ['data.rejectionReasons[].name'] },
		{
			name: 'rejection.message',
			examples: ['Expired.'],
			origins: ['data.rejectionReasons[].reason'],
		},
		{
			name: 'rejection.reasons[].name',
			examples: ['Inductions'],
			origins: ['data.rejectionReasons[].name'],
		},
		{
			name: 'rejection.reasons[].reason',
			examples: ['Expired.'],
			origins: ['data.rejectionReasons[].reason'],
		},
		{ name: 'event', examples: ['signin_rejected'], origins: ['event'] },
		{ name: 'extra.badgeColour', examples: ['green'], origins: ['data.badgeColour'] },
	]);
	expect(empty).toEqual(['visitor.company']);
	expect(leftOut).toContain('data.formResponses.id');
});
