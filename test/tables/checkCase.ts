import type { Reply, UnreadablePart } from '../../protocol';

/** One row: what Sine sends, the checks as n8n stores them, and what Sine is told. */
export interface CheckCase {
	readonly name: string;
	/** As Sine sends it; its date is the moment of the check-in. */
	readonly body: object;
	/** As n8n stores them; Node-RED has `listType` beside `list`. */
	readonly checks: unknown;
	readonly letsIn: boolean;
	/** To the letter. */
	readonly reply: Reply;
	/** Of the response header `x-sine-decided-by`. */
	readonly why?: UnreadablePart;
	/** What a badge shows of a fault. */
	readonly faultAt?: string;
	/** How many rows each list has. */
	readonly rows?: readonly number[];
}

interface Changes {
	readonly visitor?: object;
	readonly type?: object | null;
	readonly site?: object | null;
	readonly inviteId?: unknown;
	readonly date?: unknown;
}

type Told = Omit<CheckCase, 'name' | 'body' | 'checks'>;

const NOON_IN_SYDNEY = '2026-11-25T01:00:00Z';

function bodyWith({ visitor, type, site, inviteId = null, date = NOON_IN_SYDNEY }: Changes) {
	return {
		event: 'signin_before',
		date,
		externalId: 'abc-123',
		data: {
			firstName: 'Jane',
			lastName: 'Doe',
			email: 'jane@example.com',
			mobile: '+61400000000',
			inviteId,
			company: 'Acme Co',
			site: site === undefined ? { id: 'site-1', name: 'Sydney HQ' } : site,
			visitorType: type === undefined ? { id: 'type-1', name: 'Contractor' } : type,
			...visitor,
		},
	};
}

export const row = (name: string, changes: Changes, checks: unknown, told: Told): CheckCase => ({
	name,
	body: bodyWith(changes),
	checks,
	...told,
});

export const IN: Told = { letsIn: true, reply: { code: 'SUCCESS' } };
export const noted = (adminNotes: string): Told => ({
	letsIn: true,
	reply: { code: 'SUCCESS', adminNotes },
});
export const out = (rejectionMessage: string): Told => ({
	letsIn: false,
	reply: { code: 'REJECTED', rejectionMessage },
});
export const TO_DESK = out('Please see the front desk.');
export const BLOCKED = out('We cannot check you in. Please see the front desk.');
export const UNLISTED = out('We could not find you on our register. Please see the front desk.');
export const WRONG_TYPE = out('Your visitor type cannot check in here. Please see the front desk.');
export const expired = (day: string) =>
	out(`Your entry on our register was valid until ${day}. Please see the front desk.`);
export const closedUntil = (opensAt: string) => out(`We are closed now. We open at ${opensAt}.`);
export const fault = (faultAt: string): Told => ({ ...TO_DESK, why: 'list', faultAt });
export const ERROR: Told = { ...TO_DESK, why: 'decision', faultAt: 'checks' };

export const text = (...lines: string[]) => lines.join('\n');
export const blockList = (list: unknown, more: object = {}) => [
	{ type: 'blockList', list, ...more },
];
export const register = (list: unknown, more: object = {}) => [
	{ type: 'register', list, timeZone: 'Australia/Sydney', ...more },
];
export const hours = (list: unknown, more: object = {}) => [
	{ type: 'openingHours', list, ...more },
];
export const types = (...names: unknown[]) => [{ type: 'visitorTypes', types: names }];

export const NOBODY = { firstName: null, lastName: null, email: null, mobile: null, company: null };
export const named = (firstName: string | null, lastName: string | null) => ({
	visitor: { ...NOBODY, firstName, lastName },
});
export const at = (date: string) => ({ date });

export const JANE = text('name,email,mobile,company', 'Jane Doe,,,');
export const MOBILES = (...numbers: string[]) => text('mobile', ...numbers);
export const calls = (mobile: string) => ({ visitor: { ...NOBODY, firstName: 'Sam', mobile } });

export const N8N = {
	id: 1,
	createdAt: '2026-01-01T00:00:00.000Z',
	updatedAt: '2026-01-01T00:00:00.000Z',
};
export const VALID = text('name,email,company,validUntil', 'Jane Doe,jane@example.com,,2026-12-31');
export const OF_JANE = 'On the register: Jane Doe';
export const VALID_NOTE = noted(`${OF_JANE}, valid until 31 December 2026`);
export const HEAD = 'site,timeZone,mon,tue,wed,thu,fri,sat,sun,closedDays';
export const SYDNEY = 'Sydney HQ,Australia/Sydney';
export const everyDay = (stretch: string) =>
	Array.from({ length: 7 }, () => `"${stretch}"`).join(',');
export const week = (stretch: string, place = SYDNEY, closed = '') =>
	text(HEAD, `${place},${everyDay(stretch)},${closed}`);
export const OFFICE = week('08:00-17:00');
export const NIGHT = week('22:00-06:00');
