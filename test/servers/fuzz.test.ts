import { fuzz, type Findings } from '../../tools/fuzz/fuzz.mts';
import { n8nTarget } from '../../tools/fuzz/n8nTarget.mts';
import { testFindings } from '../helpers/fuzzFindings';
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

testFindings(() => findings, COUNT, SEED);
