import fc from 'fast-check';
import { protocol } from '../hosts/simulator.mts';
import type { JsonObject } from '../../protocol/index.ts';
import { draftOf, type Change, type Draft } from './draft.mts';
import { MUTATIONS } from './mutations/index.mts';
import { STAGES } from './mutations/mutation.mts';

/** A request of the fuzzer; its bytes are made when it is sent. */
export interface FuzzRequest {
	/** Counts from 0. With the seed, it says which request this is. */
	readonly index: number;
	/** The event that it started from, and what was done to it. */
	readonly kinds: readonly string[];
	draft(path: string): Draft;
}

interface Recipe {
	readonly event: JsonObject;
	readonly sample: string;
	readonly steps: ReadonlyArray<{ readonly name: string; readonly change: Change }>;
}

/** So many are thought up at a time: they are kept until they have been sent. */
const BATCH = 500;
const MOST_MUTATIONS = 3;
const USUAL_WEIGHT = 10;

/** The requests of a seed, always the same ones in the same order. */
export function* fuzzRequests(seed: number, count: number): Generator<FuzzRequest> {
	for (let first = 0; first < count; first += BATCH) {
		const numRuns = Math.min(BATCH, count - first);
		// Seeds count up from batch to batch, so a whole run has a block of them to itself.
		const recipes = fc.sample(RECIPES, { seed: seed + first / BATCH, numRuns });
		for (const [offset, recipe] of recipes.entries()) yield requestOf(recipe, first + offset);
	}
}

function requestOf({ event, sample, steps }: Recipe, index: number): FuzzRequest {
	return {
		index,
		kinds: [sample, ...steps.map(({ name }) => name)],
		draft: (path) =>
			steps.reduce((draft, { change }) => change(draft), draftOf(event, path, index)),
	};
}

const RECIPES: fc.Arbitrary<Recipe> = fc
	.record({ sample: sampleEvent(), steps: mutationSteps() })
	.map(({ sample: [sample, event], steps }) => ({ sample, event, steps }));

function sampleEvent() {
	const samples = Object.entries(protocol().SAMPLES);
	return fc.constantFrom(...samples.map(([name, { body }]) => [name, body] as const));
}

function mutationSteps() {
	const steps = Object.entries(MUTATIONS).map(([name, { stage, change, weight }]) => ({
		weight: weight ?? USUAL_WEIGHT,
		arbitrary: change.map((made) => ({ name, stage, change: made })),
	}));
	return fc
		.uniqueArray(fc.oneof(...steps), {
			maxLength: MOST_MUTATIONS,
			// One of a stage: the next would undo it, as a key would a signature.
			selector: ({ stage }) => (stage === 'signature' ? 'key' : stage),
		})
		.map((chosen) =>
			chosen.toSorted((one, other) => STAGES.indexOf(one.stage) - STAGES.indexOf(other.stage)),
		);
}
