import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../../package.json';
import { compatibilityPage, oldest } from '../../../tools/docs/compatibilityPage.mts';

const { n8n, nodeRed, node } = oldest();

function read(file: string): string {
	return readFileSync(join(__dirname, '../../..', file), 'utf8').replace(/\s+/g, ' ');
}

test('docs/compatibility.md is what the versions make it (npx gulp docs writes it anew)', async () => {
	const page = readFileSync(join(__dirname, '../../../docs/compatibility.md'), 'utf8');
	expect(page).toBe(await compatibilityPage());
});

test('package.json asks for the oldest versions that are tested', () => {
	expect(manifest['node-red'].version).toBe(`>=${nodeRed}`);
	expect(manifest.engines.node).toBe(`>=${node}`);
});

test.each([
	['README.md', `n8n ${n8n} or later, Node-RED ${nodeRed} or later, and Node.js ${node} or later`],
	['docs/n8n.md', `You need n8n ${n8n} or later`],
	['docs/node-red.md', `You need Node-RED ${nodeRed} or later, on Node.js ${node} or later`],
])('%s names the same', (file, sentence) => {
	expect(read(file)).toContain(sentence);
});
