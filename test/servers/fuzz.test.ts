import { fuzz, type Findings } from '../../tools/fuzz/fuzz.mts';
import { n8nTarget } from '../../tools/fuzz/n8nTarget.mts';
import { startTestServer, type TestServer } from './n8nServer';

const SEED = Number(process.env.FUZZ_SEED ?? 1);
const COUNT = 300;

let n8n: TestServer;
let findings: Findings;

beforeAll(async () => {
	n8n = await startTestServer();
	findings = await fuzz(await n8nTarget(n8n), SEED, COUNT);
}, 900_000);

afterAll(async () => {
	await n8n?.stop();
});

test(`${COUNT} requests of seed ${SEED} break no promise`, () => {
	expect(findings.violations).toEqual([]);
	expect(findings.requests).toBe(COUNT);
});

test('some of them ran the workflow, and some were refused', () => {
	expect(findings.runs).toBeGreaterThan(COUNT / 4);
	expect(findings.answers.get('401 ours: wrongKey')).toBeGreaterThan(COUNT / 50);
});
