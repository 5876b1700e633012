import type { Setting, SettingKind, Settings } from '../../protocol';
import { showFaultOnChange, validator } from './faults';
import { fillInDefaults } from './fillIn';

export type Check = (node: EditorNode, value: unknown) => true | string;

/** What is special about a kind of setting. */
export interface DialogKind {
	properties?(name: string): Record<string, EditorProperty>;
	prepare?(field: JQuery, value: unknown, node: EditorNode): void;
	/** Where Node-RED would save the text of the field as it is. */
	read?(text: string): unknown;
}

export interface DialogParts {
	readonly kinds: Readonly<Partial<Record<SettingKind, DialogKind>>>;
	/** By the names of settings. A hidden setting is not checked. */
	readonly checks: Readonly<Record<string, Check>>;
}

/** The editor knows the properties of a node only by their names. */
type Values = Record<string, unknown>;

/** What the catalogue tells of a dialog. `form` begins the ids in its page. */
export function dialogOf(form: string, catalogue: Settings, { kinds, checks }: DialogParts) {
	const settings = Object.entries(catalogue);
	const fieldOf = (name: string) => {
		const own = $(`#${form}-${name}`);
		return own.length > 0 ? own : $(`#node-input-${name}`);
	};
	const checkOf = (name: string, setting: Setting): Check | undefined => {
		const check = checks[name];
		return check && ((node, value) => isHidden(setting, valuesOf(node)) || check(node, value));
	};

	const propertiesOf = ([name, setting]: [string, Setting]): Record<string, EditorProperty> => {
		const { kind, default: value, required } = setting;
		const check = checkOf(name, setting);
		return (
			kinds[kind]?.properties?.(name) ?? {
				[name]: {
					value,
					...(required && { required }),
					...(check && { validate: validator(check, required ? undefined : value) }),
				},
			}
		);
	};

	const prepareRow = (node: EditorNode, name: string, setting: Setting) => {
		const { kind, limits, hiddenBy } = setting;
		const field = fieldOf(name);
		kinds[kind]?.prepare?.(field, valuesOf(node)[name], node);
		if (limits) field.attr(limits);
		const controller = hiddenBy && fieldOf(hiddenBy.setting);
		const current = () =>
			controller ? { ...node, [hiddenBy.setting]: valueOf(controller) } : node;
		const check = checkOf(name, setting);
		if (check && field.length > 0) showFaultOnChange(field, () => check(current(), field.val()));
		controller
			?.on('change', () => {
				$(`#${form}-row-${name}`).toggle(!isHidden(setting, valuesOf(current())));
				if (check) field.trigger('change');
			})
			.trigger('change');
	};

	return {
		defaults: Object.assign({}, ...settings.map(propertiesOf)) as Record<string, EditorProperty>,
		prepare(node: EditorNode) {
			fillInDefaults(node);
			for (const [name, setting] of settings) prepareRow(node, name, setting);
			for (const [name, { section, default: value }] of settings) {
				const isChanged = JSON.stringify(valuesOf(node)[name]) !== JSON.stringify(value);
				if (isChanged) $(`details#${form}-${section}`).prop('open', true);
			}
		},
		/** Before Node-RED reads the fields. */
		save(node: EditorNode) {
			for (const [name, { kind }] of settings) {
				const read = kinds[kind]?.read;
				if (read) valuesOf(node)[name] = read(String(fieldOf(name).val()));
			}
		},
	};
}

function isHidden({ hiddenBy }: Setting, values: Values): boolean {
	const value = hiddenBy && values[hiddenBy.setting];
	return hiddenBy !== undefined && hiddenBy.values.some((hiding) => hiding === value);
}

function valueOf(field: JQuery): unknown {
	return field.is(':checkbox') ? field.prop('checked') : field.val();
}

function valuesOf(node: EditorNode): Values {
	return node as unknown as Values;
}
