import type { Condition, Setting, SettingKind, Settings } from '../../protocol';
import { showFaultOnChange, validator } from './faults';
import { fillInDefaults } from './fillIn';

export type Check = (node: EditorNode, value: unknown) => true | string;

export interface DialogKind {
	properties?(name: string): Record<string, EditorProperty>;
	readonly type?: string;
	readonly check?: Check;
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
	const currentValue = (name: string, kind: SettingKind) => {
		const value = valueOf(fieldOf(name));
		return kinds[kind]?.read?.(String(value)) ?? value;
	};
	const checkOf = (name: string, setting: Setting): Check | undefined => {
		const check = checks[name] ?? kinds[setting.kind]?.check;
		return check && ((node, value) => isHidden(setting, valuesOf(node)) || check(node, value));
	};

	const propertiesOf = ([name, setting]: [string, Setting]): Record<string, EditorProperty> => {
		const { kind, default: value } = setting;
		// Node-RED would take a list that an older version did not save for a fault.
		const required = setting.required && !Array.isArray(value);
		const check = checkOf(name, setting);
		const type = kinds[kind]?.type;
		return (
			kinds[kind]?.properties?.(name) ?? {
				[name]: {
					value,
					...(type && { type }),
					...(required && { required }),
					...(check && { validate: validator(check, required ? undefined : value) }),
				},
			}
		);
	};

	const prepareRow = (node: EditorNode, name: string, setting: Setting) => {
		const { kind, limits, hiddenBy, shownBy = hiddenBy } = setting;
		const field = fieldOf(name);
		kinds[kind]?.prepare?.(field, valuesOf(node)[name], node);
		if (limits) field.attr(limits);
		const controller = shownBy && fieldOf(shownBy.setting);
		const current = () => (controller ? { ...node, [shownBy.setting]: valueOf(controller) } : node);
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
				if (kinds[kind]?.read) valuesOf(node)[name] = currentValue(name, kind);
			}
		},
		currentValues(): Values {
			return Object.fromEntries(
				settings.map(([name, { kind }]) => [name, currentValue(name, kind)]),
			);
		},
	};
}

function isHidden({ hiddenBy, shownBy }: Setting, values: Values): boolean {
	if (hiddenBy && isOneOf(hiddenBy, values)) return true;
	return shownBy !== undefined && !isOneOf(shownBy, values);
}

function isOneOf({ setting, values: some }: Condition, values: Values): boolean {
	return some.some((value) => value === (values[setting] ?? ''));
}

function valueOf(field: JQuery): unknown {
	return field.is(':checkbox') ? field.prop('checked') : field.val();
}

function valuesOf(node: EditorNode): Values {
	return node as unknown as Values;
}
