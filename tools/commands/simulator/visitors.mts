import { Faker, en } from '@faker-js/faker';
import type { SimulatorSettings } from '../../../protocol/index.ts';

const VISITOR_TYPES = ['Visitor', 'Contractor', 'Delivery', 'Interview'];
const SITES = ['Head Office', 'Warehouse'];
const ANSWERS = ['Meeting / Interview', 'Contractor Works', 'Delivery'];

/** Someone at the iPad, and what happens there. */
export interface MadeUpVisit {
	readonly settings: SimulatorSettings;
	/** The id of the pass or the invitation. */
	readonly id: string;
}

/**
 * Makes up visits. The same seed gives the same ones in the same order.
 *
 * @param mix weights by event
 */
export function* madeUpVisits(
	seed: number,
	mix: ReadonlyMap<string, number>,
): Generator<MadeUpVisit, never> {
	const faker = new Faker({ locale: en, seed });
	const events = [...mix].map(([value, weight]) => ({ value, weight }));
	const company = () => faker.company.name();
	for (;;) {
		const [firstName, lastName] = [faker.person.firstName(), faker.person.lastName()];
		const isInvited = faker.datatype.boolean();
		yield {
			id: faker.string.uuid(),
			settings: {
				event: faker.helpers.weightedArrayElement(events),
				firstName,
				lastName,
				email: faker.internet.email({ firstName, lastName, provider: 'example.com' }),
				mobile: faker.phone.number({ style: 'international' }),
				company: faker.helpers.maybe(company, { probability: 0.8 }) ?? '',
				visitorType: faker.helpers.arrayElement(VISITOR_TYPES),
				site: faker.helpers.arrayElement(SITES),
				inviteId: isInvited ? faker.string.uuid() : '',
				host: faker.person.fullName(),
				answers: [faker.helpers.arrayElement(ANSWERS), String(faker.datatype.boolean())],
			},
		};
	}
}
