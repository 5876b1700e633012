import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as protocol from '../../../protocol';
import { withSettingsTables } from '../../../tools/docs/settingsTables.mts';

test.each([
	['docs/n8n.md', 'n8n'],
	['docs/node-red.md', 'nodeRed'],
] as const)('the tables of settings in %s are those of the catalogue', async (path, editor) => {
	const page = readFileSync(join(__dirname, '../../..', path), 'utf8');
	expect(page.match(/made of the catalogue/g)).toHaveLength(3);
	expect(await withSettingsTables(protocol, editor, page)).toBe(page);
});
