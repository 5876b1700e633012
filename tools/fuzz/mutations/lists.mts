import fc from 'fast-check';
import { protocol } from '../../hosts/simulator.mts';
import { withEvent, type Change, type Draft } from '../draft.mts';
import type { Mutations } from './mutation.mts';

/** What stands in a list again and again. */
const ENTRIES: readonly unknown[] = [
	7,
	'yes',
	null,
	[],
	{},
	{ id: 7, type: [], value: {} },
	{ name: 7, reason: {} },
	{ firstName: ['Jane'] },
	JSON.parse('{"__proto__":{"isAdmin":true}}'),
	JSON.parse('['.repeat(100) + ']'.repeat(100)),
];

/** Where the list stands in the data of an event. */
const PLACES: readonly (readonly string[])[] = [
	['formResponses', 'responses'],
	['formResponsesSignOut', 'responses'],
	['formResponses'],
	['rejectionReasons'],
	['firstName'],
	['host'],
	['site', 'name'],
	['details'],
];

/** Leaves room for the rest of the event. */
const ROOM = 60_000;

/** Long lists of oddities, in bodies that both hosts take. */
export const LIST_MUTATIONS: Mutations = {
	'a long list of oddities': {
		stage: 'event',
		weight: 3,
		change: fc
			.tuple(fc.constantFrom(...PLACES), fc.constantFrom(...ENTRIES))
			.map(([place, entry]) => inData(place, () => longList(entry))),
	},
	'a long list of different oddities': {
		stage: 'event',
		weight: 3,
		change: fc
			.tuple(fc.constantFrom(...PLACES), fc.shuffledSubarray([...ENTRIES], { minLength: 2 }))
			.map(([place, entries]) => inData(place, () => longList(...entries))),
	},
	'data that is a long list': {
		stage: 'event',
		change: fc.constantFrom(...ENTRIES).map(
			(entry): Change =>
				(draft) =>
					withData(draft, longList(entry)),
		),
	},
};

function longList(...entries: readonly unknown[]): unknown[] {
	const size = entries.reduce<number>((sum, entry) => sum + JSON.stringify(entry).length + 1, 0);
	const rounds = Math.floor((protocol().BODY_LIMIT - ROOM) / size);
	return Array.from({ length: rounds }, () => entries).flat(1);
}

function inData(place: readonly string[], make: () => unknown): Change {
	return (draft) => {
		const { data } = draft.event;
		const value = place.reduceRight<unknown>((inner, name) => ({ [name]: inner }), make());
		return withData(draft, { ...(data as object), ...(value as object) });
	};
}

function withData(draft: Draft, data: unknown): Draft {
	return withEvent(draft, { ...draft.event, data });
}
