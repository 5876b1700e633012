import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as protocol from '../../../protocol';
import { eventsPage } from '../../../tools/docs/eventsPage.mts';

const PAGE = join(__dirname, '../../../docs/events.md');

test('docs/events.md is what the protocol makes it (npx gulp docs writes it anew)', async () => {
	expect(readFileSync(PAGE, 'utf8')).toBe(await eventsPage(protocol));
});
