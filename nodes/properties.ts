import type { INodeProperties, INodePropertyTypeOptions } from 'n8n-workflow';
import {
	CHECK_SETTINGS,
	settingsIn,
	type EditorSetting,
	type SettingKind,
	type Settings,
} from '../protocol';
import { checkOptions, decisionOptions, respondOptions } from './decisionOptions';
import { eventOptions } from './eventOptions';

type Shape = Pick<INodeProperties, 'type'> & Partial<INodeProperties>;

const rows: INodePropertyTypeOptions = { rows: 2 };
const secret: INodePropertyTypeOptions = { password: true };
const several: INodePropertyTypeOptions = { multipleValues: true };

const line: Shape = { type: 'string' };
const message: Shape = { type: 'string', typeOptions: rows };
const list: Shape = { type: 'string', typeOptions: several };
const decision: Shape = { type: 'options', options: respondOptions };
const fallback: Shape = { type: 'options', options: decisionOptions };
const NONE = null;

/** Not made with the other shapes, because it is made of them. */
const checks: Shape = {
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add check',
	default: {},
	get options() {
		return [{ name: 'check', displayName: 'Check', values: propertiesOf(CHECK_SETTINGS) }];
	},
};

/** How n8n asks for each kind of setting; only Node-RED has the others. */
const SHAPES = {
	text: line,
	dateTime: { type: 'dateTime' },
	message,
	typedText: message,
	json: { type: 'json' },
	names: list,
	texts: list,
	flag: { type: 'boolean' },
	protection: { type: 'boolean' },
	seconds: { type: 'number' },
	event: { type: 'options', options: eventOptions },
	events: {
		type: 'multiOptions',
		noDataExpression: true,
		options: eventOptions,
	},
	decision,
	checks,
	checkType: { type: 'options', noDataExpression: true, options: checkOptions },
	list: { type: 'string', typeOptions: { rows: 5 } },
	fallback,
	url: line,
	key: { type: 'string', typeOptions: secret },
	path: NONE,
	sineIn: NONE,
	keyNode: NONE,
	nodeName: NONE,
} as const satisfies Record<SettingKind, Shape | null>;

const COLLECTIONS = {
	additionalFields: { displayName: 'Additional Fields', placeholder: 'Add Field' },
	options: { displayName: 'Options', placeholder: 'Add option' },
} as const;

type Collection = EditorSetting['collection'];

/** In the order of the catalogue, the collections of optional fields behind the others. */
export function propertiesOf(catalogue: Settings): INodeProperties[] {
	const collections = Object.entries(COLLECTIONS).map(([name, words]): INodeProperties => ({
		...words,
		name,
		type: 'collection',
		default: {},
		options: optionalProperties(catalogue, name as keyof typeof COLLECTIONS),
	}));
	return [
		...propertiesIn(catalogue, undefined),
		...collections.filter(({ options }) => options?.length),
	];
}

/** Sorted by name, as n8n's lint asks. */
export function optionalProperties(catalogue: Settings, collection: Collection): INodeProperties[] {
	return propertiesIn(catalogue, collection).sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	);
}

function propertiesIn(catalogue: Settings, wanted: Collection): INodeProperties[] {
	return settingsIn('n8n', catalogue)
		.filter(({ collection }) => collection === wanted)
		.map((setting) => ({ ...propertyOf(setting), ...displayOptionsOf(catalogue, setting) }));
}

function propertyOf(setting: EditorSetting): INodeProperties {
	const { name, kind, required, limits, hint, visibleHint, placeholder } = setting;
	const shape: Shape = SHAPES[kind] ?? line;
	return {
		displayName: setting.label,
		name,
		default: structuredClone(setting.default) as INodeProperties['default'],
		...shape,
		...(required && { required }),
		...(limits && { typeOptions: { minValue: limits.min, maxValue: limits.max } }),
		...(placeholder && { placeholder }),
		...(hint && { description: hint }),
		...(visibleHint && { hint: visibleHint }),
	};
}

function displayOptionsOf(
	catalogue: Settings,
	{ hiddenBy, shownBy, collection }: EditorSetting,
): Pick<INodeProperties, 'displayOptions'> {
	const condition = hiddenBy ?? shownBy;
	if (!condition) return {};
	const { setting, values } = condition;
	const isKnown = settingsIn('n8n', catalogue).some(({ name }) => name === setting);
	if (!isKnown) return {};
	// n8n drops what is hidden when it saves, so what another optional field governs stays.
	if (catalogue[setting]?.collection) return {};
	const path = collection === undefined ? setting : `/${setting}`;
	return { displayOptions: { [hiddenBy ? 'hide' : 'show']: { [path]: [...values] } } };
}
