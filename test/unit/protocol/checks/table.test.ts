import { CHECK_CASES } from '../../../tables/checks';
import { CHECK_DETAILS } from './details';
import { decideByChecks } from '../../../../protocol/checks/makeChecks';
import { readVisit } from '../../../../protocol/checks/readVisit';
import { recogniseEvent } from '../../../../protocol/events/events';
import { simplify } from '../../../../protocol/events/simplify';
import { readBody } from '../../../../protocol/events/wire';
import type { JsonObject } from '../../../../protocol/json';

const NOW = Date.parse('2026-11-25T01:00:00Z');

function decided(checks: unknown, event: unknown) {
	return decideByChecks({
		checks,
		visit: readVisit(event),
		now: NOW,
		timeZone: 'Australia/Sydney',
	});
}

function simplified(body: object) {
	return simplify(readBody(body as JsonObject), {
		recognised: recogniseEvent('signin_before'),
		answerBy: null,
		testRun: false,
		simulated: false,
		warnings: [],
	});
}

const ROWS = [...CHECK_CASES, ...CHECK_DETAILS];

describe.each(ROWS)('$name', ({ body, checks, letsIn, reply, why, faultAt, rows }) => {
	const decision = decided(checks, body);

	test(letsIn ? 'is let in' : 'is turned away', () => {
		expect(decision.reply).toEqual(reply);
		expect(decision.reply.code === 'SUCCESS').toBe(letsIn);
	});

	test('says why', () => {
		expect(decision.why).toBe(why);
		expect(decision.faultAt).toBe(faultAt ?? null);
		expect(decision.fault === undefined).toBe(why === undefined);
		if (rows) expect(decision.lists.map((list) => list.rows)).toEqual(rows);
	});

	test('decides the same of the simplified event', () => {
		expect(decided(checks, simplified(body))).toEqual(decision);
	});
});

test('names differ, and rows are plain data', () => {
	expect(JSON.parse(JSON.stringify(ROWS))).toEqual(ROWS);
	const names = CHECK_CASES.map(({ name }) => name);
	expect(names).toEqual([...new Set(names)]);
});
