import vectors from '../../../../docs/signature-vectors.json';
import { parseJson } from '../../../../protocol/json';
import type { Call } from '../../../../protocol/call/outcome';
import { receive, refuseByHead } from '../../../../protocol/call/receive';
import { readTriggerSettings, keyCheckOf } from '../../../../protocol/call/readTriggerSettings';
import { SIGNED_LIMIT, sign, signer, takenSignatures } from '../../../../protocol/call/signature';

const KEY = 'a-key-made-by-chance-7f2d';
const PREVIOUS = 'the-key-before-that-0123';
const NOON = Date.UTC(2026, 10, 26, 12);
const BODY = { event: 'signin_before', data: { firstName: 'Žofie', lastName: '山田' } };

function callWith(header: string, more: Partial<Call> = {}): Call {
	const headers = { 'content-type': 'application/json', 'x-sine-auth': header };
	return { headers, sender: '::1', receivedAt: NOON, body: BODY, testRun: false, ...more };
}

const signed = (body: unknown = BODY, key = KEY, now = NOON) =>
	callWith(sign(key, JSON.stringify(body), now), { body });
const flow = (settings = {}, keys = keyCheckOf({ apiKey: KEY, previousApiKey: PREVIOUS })) =>
	readTriggerSettings({ simplify: true, ...settings }, keys, '');

describe('the vectors that docs/security.md offers', () => {
	test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
		const body = parseJson(vector.body);
		const call = callWith(vector.header, { body, receivedAt: vector.now * 1000 });
		const outcome = receive(call, flow({ events: ['signin_before', 'other'] }));
		if (vector.accepted) {
			expect(outcome).toMatchObject({ kind: 'deliver', simulated: true });
			expect(JSON.stringify(body)).toBe(vector.signedText);
		} else {
			expect(outcome).toMatchObject({
				kind: 'refuse',
				response: { status: 401, body: JSON.stringify({ message: vector.message }) },
			});
		}
	});

	test.each(vectors.filter(({ accepted }) => accepted))('$name, signed here', (vector) => {
		const seconds = Number(/t=(\d+)/.exec(vector.header)?.[1]);
		expect(sign(vector.key, String(vector.signedText), seconds * 1000 + 999)).toBe(vector.header);
	});
});

test('a signed call is treated like one of Sine, but for the mark', () => {
	const bySine = callWith(KEY);
	const { event, ...outcome } = receive(signed(), flow()) as Extract<
		ReturnType<typeof receive>,
		{ kind: 'deliver' }
	>;
	expect(outcome).toMatchObject({ kind: 'deliver', simulated: true });
	expect({ ...outcome, simulated: false, event: { ...event, simulated: false } }).toEqual(
		receive(bySine, flow()),
	);
	expect(receive(bySine, flow())).toMatchObject({ simulated: false, event: { simulated: false } });
});

test('the previous key counts as well', () => {
	expect(receive(signed(BODY, PREVIOUS), flow())).toMatchObject({ simulated: true });
});

test('addresses and settings count as for Sine', () => {
	const guarded = flow({ onlySineAddresses: true });
	expect(receive(signed(), guarded)).toMatchObject({ reason: 'wrongAddress' });
	expect(receive(signed([]), flow())).toMatchObject({ reason: 'notAnObject' });
	expect(receive(signed(), flow({ events: ['signout_after'] }))).toMatchObject({ kind: 'answer' });
});

test('a signature counts once for a process, whatever the node or its settings', () => {
	const taken = takenSignatures();
	const keys = () => keyCheckOf({ apiKey: KEY }, taken);
	const call = signed();
	expect(receive(call, flow({}, keys()))).toMatchObject({ kind: 'deliver' });
	const replayed = { ...call, headers: { ...call.headers } };
	expect(receive(replayed, flow({}, keys()))).toMatchObject({ reason: 'signatureUsed' });
	expect(receive(signed(BODY, KEY, NOON + 1000), flow({}, keys()))).toMatchObject({
		kind: 'deliver',
	});
});

test('one call can be looked at again, as a host does that held it', () => {
	const keys = keyCheckOf({ apiKey: KEY });
	const call = signed();
	expect(receive(call, flow({}, keys))).toEqual(receive({ ...call }, flow({}, keys)));
});

test('a signature that was refused is not used up', () => {
	const taken = takenSignatures();
	const call = signed();
	const other = flow({}, keyCheckOf({ apiKey: 'another-key-0123456789' }, taken));
	expect(receive(call, other)).toMatchObject({ reason: 'wrongSignature' });
	const again = { ...call, headers: { ...call.headers } };
	expect(receive(again, flow({}, keyCheckOf({ apiKey: KEY }, taken)))).toMatchObject({
		kind: 'deliver',
	});
});

test('signatures are remembered for as long as they could count again, and no longer', () => {
	const { take } = takenSignatures();
	const signature = (v1: string) => ({ t: '0', v1 });
	const minute = 60_000;
	expect(take(signature('a'), {}, 0)).toBe(true);
	for (const minutes of [0, 5, 10]) {
		expect(take(signature('a'), {}, minutes * minute)).toBe(false);
	}
	expect(take(signature('b'), {}, 11 * minute)).toBe(true);
	expect(take(signature('b'), {}, 21 * minute)).toBe(false);
	expect(take(signature('c'), {}, 22 * minute)).toBe(true);
	expect(take(signature('a'), {}, 22 * minute)).toBe(true);
});

describe('the head of a call', () => {
	const head = (header: string, headers = {}) => {
		const call = callWith(header);
		return refuseByHead({ ...call, headers: { ...call.headers, ...headers } }, flow())?.reason;
	};
	const good = sign(KEY, JSON.stringify(BODY), NOON);

	test.each([
		['a good one', good, {}, undefined],
		['with a body that is too large', good, { 'content-length': '65537' }, 'signedTooLarge'],
		['with the largest body', good, { 'content-length': '65536' }, undefined],
		['that is too old', sign(KEY, '', NOON - 301_000), {}, 'signatureTime'],
		['of the future', sign(KEY, '', NOON + 301_000), {}, 'signatureTime'],
		['without a signature', 'simulator t=1', {}, 'signatureIncomplete'],
		['with another content type', good, { 'content-type': 'text/plain' }, 'wrongSignature'],
		['of another scheme', good.replace('simulator', 'Simulator'), {}, 'wrongKey'],
	])('%s', (_what, header, headers, reason) => {
		expect(head(header, headers)).toBe(reason);
	});
});

describe('a body over 64 KB', () => {
	const bodyOf = (bytes: number) => ({ event: 'signin_before', x: 'ž'.repeat((bytes - 32) / 2) });

	test('is refused, and the largest one is not', () => {
		const largest = bodyOf(SIGNED_LIMIT);
		expect(Buffer.byteLength(JSON.stringify(largest))).toBe(SIGNED_LIMIT);
		expect(receive(signed(largest), flow())).toMatchObject({ kind: 'deliver' });
		const larger = { ...largest, x: `${largest.x}!` };
		expect(receive(signed(larger), flow())).toMatchObject({ reason: 'signedTooLarge' });
	});

	test('is not written down to find that out', () => {
		const stringify = jest.spyOn(JSON, 'stringify');
		const call = callWith(sign(KEY, '{}', NOON), {
			body: { list: Array.from({ length: 100_000 }, (_, index) => index) },
		});
		stringify.mockClear();
		expect(receive(call, flow())).toMatchObject({ reason: 'signedTooLarge' });
		expect(stringify.mock.calls.every(([value]) => value !== call.body)).toBe(true);
		stringify.mockRestore();
	});

	test('nested as deeply as 64 KB allow, it is refused and nothing fails', () => {
		const deep = parseJson(`${'['.repeat(32_000)}${']'.repeat(32_000)}`);
		const call = callWith(`simulator t=${NOON / 1000},v1=${'0'.repeat(64)}`, { body: deep });
		expect(receive(call, flow())).toMatchObject({ response: { status: 401 } });
	});
});

test.each(['', 'short', 'with a space in it 0123', 'x-sine-auth: 0123456789'])(
	'no signature is made with the key %j, which could be guessed or is none',
	(key) => {
		expect(() => sign(key, '{}', NOON)).toThrow(/^The API key /);
	},
);

test('a configured key that looks like a signature is a key', () => {
	const key = 'simulator 0123456789';
	const keys = keyCheckOf({ apiKey: key });
	expect(receive(callWith(key), flow({}, keys))).toMatchObject({ simulated: false });
});

describe('the same body twice in a second', () => {
	const text = JSON.stringify(BODY);

	test('is signed anew, and both count', () => {
		const signs = signer();
		const keys = keyCheckOf({ apiKey: KEY });
		for (let times = 0; times < 100; times++) {
			const call = callWith(signs(KEY, text, NOON + times));
			expect(receive(call, flow({}, keys))).toMatchObject({ kind: 'deliver' });
		}
		expect(signs(KEY, text, NOON + 60_000)).toBe(sign(KEY, text, NOON + 60_000));
		expect(signs(KEY, `${text} `, NOON)).toBe(sign(KEY, `${text} `, NOON));
	});

	test('too often is told, before the time of a signature is far from the clock', () => {
		const signs = signer();
		const all = new Set<string>();
		expect(() => {
			for (;;) all.add(signs(KEY, text, NOON));
		}).toThrow(/^The same event was sent too often/);
		expect(all.size).toBe(150);
	});
});
