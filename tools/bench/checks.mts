import { isDeepStrictEqual } from 'node:util';
import type * as Protocol from '../../protocol/index.ts';
import { protocol } from '../hosts/simulator.mts';
import { spreadText, type Table } from './findings.mts';
import { inTurn } from './rounds.mts';
import { spreadOf } from './statistics.mts';

const ROWS = 10_000;
const ROUNDS = 15;

/**
 * What a check of a register costs. A host gives the text of a list as a new string for each visitor,
 * and rows as new objects.
 */
export async function checkedLists(): Promise<Table> {
	const rows = Array.from({ length: ROWS }, (_, number) => personOf(number));
	const text = textOf(rows);
	const json = JSON.stringify(rows);
	let changes = 0;
	const times = await inTurn(
		{
			first: () => {
				changes += 1;
				return timeOf(text.replace('person0@', `changed${changes}@`));
			},
			kept: () => timeOf(copied(text)),
			rows: () => timeOf(JSON.parse(json)),
		},
		ROUNDS,
	);
	const count = ROWS.toLocaleString('en-US');
	return {
		title: 'A check of a long register',
		head: ['The list', 'the check'],
		rows: [
			[`a list of ${count} rows, the first time`, spreadText(spreadOf(times.first), ' ms')],
			[`a list of ${count} rows`, spreadText(spreadOf(times.kept), ' ms')],
			[`a list of ${count} that comes as rows`, spreadText(spreadOf(times.rows), ' ms')],
		],
	};
}

type Row = ReturnType<typeof personOf>;

const FIRST_NAMES = ['Jane', 'Søren', 'Mary Ann', 'José', 'Li', 'Ahmed', 'Priya', 'Tom'];

function personOf(number: number) {
	const letters = String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
	return {
		name: `${FIRST_NAMES[number % FIRST_NAMES.length] ?? ''} ${letters}son`,
		email: `person${number}@example.com`,
		mobile: `+61 4${10_000_000 + number * 7919}`,
		company: number % 3 === 0 ? '' : 'Acme Pty Ltd',
		validUntil: '2099-12-31',
	};
}

function textOf(rows: readonly Row[]): string {
	const [first] = rows;
	return [Object.keys(first ?? {}), ...rows.map((row) => Object.values(row))]
		.map((cells) => cells.join(','))
		.join('\n');
}

/** The same text that no string of before shares. */
function copied(text: string): string {
	return Buffer.from(text).toString();
}

/** In milliseconds; the visitor is the last one of the list. */
function timeOf(list: unknown): number {
	const { decideByChecks } = protocol();
	const visit = visitOfPerson(personOf(ROWS - 1));
	const checks = [{ type: 'register', list }];
	const begin = performance.now();
	const { reply, lists } = decideByChecks({ checks, visit, now: Date.now(), timeZone: 'UTC' });
	const time = performance.now() - begin;
	const counts = lists.map(({ rows, faults }) => [rows, faults.length]);
	if (reply.code !== 'SUCCESS' || !isDeepStrictEqual(counts, [[ROWS, 0]])) {
		throw new Error('What was measured did not do its job.');
	}
	return time;
}

function visitOfPerson({ name, email, mobile, company }: Row): Protocol.CheckedVisit {
	const [, firstName = '', lastName = ''] = /^(.*) (\S+)$/.exec(name) ?? [];
	const date = new Date().toISOString();
	return protocol().readVisit({ date, data: { firstName, lastName, email, mobile, company } });
}
