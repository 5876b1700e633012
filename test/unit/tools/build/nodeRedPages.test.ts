import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as protocol from '../../../../protocol';
import { withRows } from '../../../../tools/build/nodeRedPages.mts';

const PAGE = readFileSync(join(__dirname, '../../../../node-red/sine-in.html'), 'utf8');
const withPage = (page: string) => withRows(protocol, 'sine-in', page);

test('every setting of the catalogue gets its row', () => {
	const page = withPage(PAGE);
	for (const { name } of protocol.settingsIn('nodeRed', protocol.SINE_IN_SETTINGS)) {
		expect(page).toContain(`data-i18n="label.${name}"`);
	}
	expect(page).not.toMatch(/<sine-(?:rows|details)/);
});

test('a setting without a place stops the build', () => {
	const without = PAGE.replace('<sine-details of="filters"></sine-details>', '');
	expect(() => withPage(without)).toThrow('sine-in.html has no place for: filters.');
});

test('a setting whose row the page is to draw by itself, and does not, stops the build', () => {
	const without = PAGE.replace('data-i18n="label.events"', '');
	expect(() => withPage(without)).toThrow('label.events');
});

test('a place without settings stops the build', () => {
	const more = `${PAGE}<sine-rows of="moon"></sine-rows>`;
	expect(() => withPage(more)).toThrow('there is no section');
});
