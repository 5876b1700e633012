import fc from 'fast-check';
import { draftOf, type Draft } from '../../../../tools/fuzz/draft.mts';
import { MUTATIONS } from '../../../../tools/fuzz/mutations/index.mts';
import { fuzzRequests } from '../../../../tools/fuzz/requests.mts';
import { wireOf } from '../../../../tools/fuzz/wire.mts';
import { SAMPLES } from '../../../../protocol';

const PATH = '/webhook';

// Signatures are made of the time.
beforeEach(() => {
	jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 10, 26, 12));
});

afterEach(() => {
	jest.restoreAllMocks();
});

function bytesOf(seed: number, count: number): string[] {
	return [...fuzzRequests(seed, count)].map((request) => {
		const { pieces } = wireOf(request.draft(PATH));
		return pieces.map((piece) => piece.subarray(0, 2000).toString('latin1')).join('|');
	});
}

test('a seed gives the same bytes each time', () => {
	expect(bytesOf(1, 60)).toEqual(bytesOf(1, 60));
});

test('another seed gives others', () => {
	expect(bytesOf(1, 60)).not.toEqual(bytesOf(2, 60));
});

test('more requests of a seed start with the same ones', () => {
	expect(bytesOf(1, 60).slice(0, 20)).toEqual(bytesOf(1, 20));
});

test('1,000 requests have every mutation among them, and requests as Sine sends them', () => {
	const requests = [...fuzzRequests(1, 1000)];
	const kinds = new Set(requests.flatMap((request) => request.kinds));
	expect(Object.keys(MUTATIONS).filter((name) => !kinds.has(name))).toEqual([]);
	expect(requests.filter((request) => request.kinds.length === 1).length).toBeGreaterThan(50);
});

function levelsAfter(...names: readonly string[]): Draft['levels'] {
	const changes = names.flatMap((name) => fc.sample(MUTATIONS[name]!.change, 1));
	const draft = draftOf(SAMPLES.signin_before.body, PATH, 1);
	return changes.reduce((changed, change) => change(changed), draft).levels;
}

describe.each(['truncated, then closed', 'truncated, and left waiting'])('%s', (truncated) => {
	test('the largest body may be refused for its size, and another may not', () => {
		expect(levelsAfter('large', truncated).body).toBe('odd');
		expect(levelsAfter(truncated).body).toBe('fine');
		expect(levelsAfter('large').body).toBe('fine');
	});

	test('a request may be completed by the one behind it, and not otherwise', () => {
		expect(levelsAfter('a request without the key behind it', truncated).http).toBe('odd');
		expect(levelsAfter(truncated).http).toBe('broken');
	});
});
