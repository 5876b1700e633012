import { EVENT_TYPES } from '../../../protocol';
import { REQUESTS } from '../../tables/requests';

test('the request table has a row for each notification', () => {
	const names = REQUESTS.map(({ name }) => name);
	const notifications = EVENT_TYPES.filter(({ waits }) => !waits);
	expect(names).toEqual(
		expect.arrayContaining(notifications.map(({ value }) => `a notification: ${value}`)),
	);
});

test('no two rows of the request table have the same name', () => {
	const names = REQUESTS.map(({ name }) => name);
	expect(names).toEqual([...new Set(names)]);
});
