import type { EditorSetting, SettingKind } from '../../protocol/index.ts';

type Draw = (row: Row) => string;

interface Row extends EditorSetting {
	/** Of the field that Node-RED fills in and reads. */
	readonly id: string;
	/** Ids of our own begin with it. */
	readonly form: string;
	/** That the field has a tip, a placeholder and so on. */
	readonly attributes: string;
}

const line: Draw = ({ id, attributes }) => `<input type="text" id="${id}"${attributes} />`;
const address: Draw = ({ id, attributes }) =>
	`<input type="text" id="${id}" spellcheck="false"${attributes} />`;
const area =
	(rows: number): Draw =>
	({ id, attributes }) =>
		`<textarea id="${id}" rows="${rows}"${attributes}></textarea>`;
const lines: Draw = ({ form, name, attributes }) =>
	`<textarea id="${form}-${name}" rows="2"${attributes}></textarea>`;
const choice: Draw = ({ id, attributes }) => `<select id="${id}"${attributes}></select>`;
/** Node-RED's own widget takes the place of the field, and the width of its `style` attribute. */
const widget: Draw = ({ id, attributes }) =>
	`<input type="text" id="${id}" style="width: calc(100% - var(--sine-label) - 5px)"${attributes} />`;
const checkbox: Draw = ({ id, attributes }) => `<input type="checkbox" id="${id}"${attributes} />`;
const secret: Draw = ({ id, attributes }) =>
	`<input type="password" id="${id}" autocomplete="new-password"${attributes} />`;

/** How Node-RED's dialog asks for each kind of setting. */
const FIELDS: Readonly<Record<SettingKind, Draw>> = {
	nodeName: line,
	text: line,
	dateTime: line,
	path: address,
	url: address,
	message: area(2),
	json: area(5),
	names: lines,
	texts: lines,
	typedText: (row) => `${widget(row)}<input type="hidden" id="${row.id}Type" />`,
	keyNode: widget,
	key: secret,
	sineIn: choice,
	event: choice,
	decision: choice,
	fallback: choice,
	flag: checkbox,
	protection: checkbox,
	seconds: ({ id, attributes }) =>
		`<input type="number" id="${id}" class="sine-number"${attributes} />
<span data-i18n="label.seconds"></span>`,
	events: choice,
	checks: ({ form, name, attributes }) =>
		`<ol id="${form}-${name}" aria-labelledby="${form}-label-${name}"${attributes}></ol>`,
	checkType: choice,
	list: (row) => `${widget(row)}<input type="hidden" id="${row.id}Type" />
<textarea id="${row.form}-pasted" rows="5" wrap="off" spellcheck="false"></textarea>
<div id="${row.form}-reading" class="sine-reading" role="status"></div>`,
};

const CHECKBOXES: ReadonlySet<SettingKind> = new Set<SettingKind>(['flag', 'protection']);
const LISTS: ReadonlySet<SettingKind> = new Set<SettingKind>(['names', 'texts']);

/** The rows of a part of a dialog. The texts come from the node's catalogue. */
export function dialogRows(
	form: string,
	settings: readonly EditorSetting[],
	prefix = 'node-input',
): string {
	return settings.map((setting) => rowOf(form, setting, `${prefix}-${setting.name}`)).join('\n');
}

function rowOf(form: string, setting: EditorSetting, id: string): string {
	const { name, kind, icon, hint, placeholder } = setting;
	const tip = `${form}-tip-${name}`;
	const attributes = [
		...(placeholder ? [` data-i18n="[placeholder]placeholder.${name}"`] : []),
		...(hint || kind === 'event' ? [` aria-describedby="${tip}"`] : []),
	].join('');
	const field = FIELDS[kind]({ ...setting, id, form, attributes });
	const labelled = LISTS.has(kind) ? `${form}-${name}` : id;
	const words = `<i class="fa fa-${icon}"></i> <span data-i18n="label.${name}"></span>`;
	const label = CHECKBOXES.has(kind)
		? `<label for="${labelled}" class="sine-check" data-i18n="label.${name}"></label>`
		: kind === 'checks'
			? `<div id="${form}-label-${name}">${words}</div>`
			: `<label for="${labelled}">${words}</label>`;
	return [
		`<div class="form-row" id="${form}-row-${name}">`,
		...(CHECKBOXES.has(kind) ? [field, label] : [label, field]),
		...(hint ? [`<div class="sine-tip" id="${tip}" data-i18n="tip.${name}"></div>`] : []),
		...(kind === 'event' ? [`<div class="sine-tip" id="${tip}" role="status"></div>`] : []),
		'</div>',
	].join('\n');
}
