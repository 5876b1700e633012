import { RESPOND_SETTINGS } from '../../../../protocol/settings/respond';
import { settingsIn, type Settings } from '../../../../protocol/settings/setting';
import { SINE_SIMULATOR_SETTINGS } from '../../../../protocol/settings/simulator';
import { SINE_IN_SETTINGS } from '../../../../protocol/settings/trigger';

const CATALOGUES: Readonly<Record<string, Settings>> = {
	SINE_IN_SETTINGS,
	RESPOND_SETTINGS,
	SINE_SIMULATOR_SETTINGS,
};

const base = { default: '', section: 'node', icon: 'tag' } as const;

test('a label is in the case that the editor asks for', () => {
	const catalogue = {
		wait: { ...base, kind: 'seconds', label: 'Answer within', hint: '' },
	} as const;
	expect(settingsIn('n8n', catalogue)[0]?.label).toBe('Answer Within (Seconds)');
	expect(settingsIn('nodeRed', catalogue)[0]?.label).toBe('Answer within');
});

test('a hint says what the editor calls a flow, and ends as the editor wants it', () => {
	const hint = 'Others are let in without this {flow}.';
	const catalogue = { types: { ...base, kind: 'names', label: 'Types', hint } } as const;
	expect(settingsIn('n8n', catalogue)[0]?.hint).toBe('Others are let in without this workflow');
	expect(settingsIn('nodeRed', catalogue)[0]?.hint).toBe(
		'Others are let in without this flow. One on each line.',
	);
});

test('an editor without a label does not have the setting', () => {
	const label = { n8n: null, nodeRed: 'Path' };
	const catalogue = { path: { ...base, kind: 'path', label, hint: '' } } as const;
	expect(settingsIn('n8n', catalogue)).toEqual([]);
	expect(settingsIn('nodeRed', catalogue)).toHaveLength(1);
});

test.each(Object.entries(CATALOGUES))('%s: what hides a setting is a setting as well', (_, all) => {
	const hiding = Object.values(all).flatMap(({ hiddenBy }) => (hiddenBy ? [hiddenBy.setting] : []));
	expect(hiding.length).toBeGreaterThan(0);
	for (const setting of hiding) expect(Object.keys(all)).toContain(setting);
});
