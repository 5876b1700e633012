import type * as Protocol from '../../protocol/index.ts';
import { code, formatted, table } from './markdown.mts';
import { KEY_REMARKS, RESPOND_REMARKS, TRIGGER_REMARKS, type Remarks } from './settingRemarks.mts';

interface Part {
	readonly settings: Protocol.Settings;
	readonly remarks: Remarks;
}

/** Writes the tables of settings into a page about one editor. */
export async function withSettingsTables(
	protocol: typeof Protocol,
	editor: Protocol.Editor,
	page: string,
): Promise<string> {
	const parts = partsOf(protocol);
	const written = page.replace(
		/(<!-- settings of (\w+), made of the catalogue -->).*?(<!-- end of the settings -->)/gs,
		(_found, begin: string, name: string, end: string) => {
			const part = parts[name];
			if (!part) throw new Error(`There are no settings of ${name}.`);
			return [begin, settingsTable(protocol, editor, part), end].join('\n\n');
		},
	);
	return await formatted(written);
}

function partsOf(protocol: typeof Protocol): Readonly<Record<string, Part>> {
	const { KEY_SETTINGS, RESPOND_SETTINGS, SINE_IN_SETTINGS } = protocol;
	const { webhook: _key, name: _name, ...trigger } = SINE_IN_SETTINGS;
	return {
		key: { settings: KEY_SETTINGS, remarks: KEY_REMARKS },
		trigger: { settings: trigger, remarks: TRIGGER_REMARKS },
		respond: { settings: RESPOND_SETTINGS, remarks: RESPOND_REMARKS },
	};
}

function settingsTable(
	protocol: typeof Protocol,
	editor: Protocol.Editor,
	{ settings, remarks }: Part,
): string {
	const rows = protocol.settingsIn(editor, settings).map((setting) => {
		const remark = remarks[setting.name];
		const said = [
			sentence(setting.hint),
			setting.visibleHint,
			typeof remark === 'string' ? remark : remark?.[editor],
		];
		return [setting.label, defaultText(protocol, setting), said.filter(Boolean).join(' ')];
	});
	return table(['Setting', 'Default', 'What it does'], rows);
}

function sentence(hint: string): string {
	return hint && !hint.endsWith('.') ? `${hint}.` : hint;
}

function defaultText(
	{ eventType, DECISIONS }: typeof Protocol,
	{ kind, default: value }: Protocol.EditorSetting,
): string {
	if (kind === 'flag' || kind === 'protection') return value === true ? 'on' : 'off';
	if (kind === 'seconds') return `${String(value)} seconds`;
	if (kind === 'path') return code(String(value));
	if (Array.isArray(value)) {
		return value.map((entry) => eventType(String(entry))?.label ?? String(entry)).join(', ');
	}
	return DECISIONS.find((decision) => decision.value === value)?.label ?? String(value);
}
