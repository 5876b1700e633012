import type { WidgetTypedInputType, WidgetTypedInputTypeDefinition } from '@node-red/editor-client';
import type { DialogKind } from './dialog';
import { showFault, showFaultOnChange } from './faults';

/** The type of the value is stored beside it, in a property whose name ends with `Type`. */
export const typedText: DialogKind = {
	properties: (name) => ({
		// By default, the message property of the same name.
		[name]: { value: name, validate: blankOrTyped(`${name}Type`) },
		[`${name}Type`]: { value: 'msg' },
	}),
	prepare(field, _value, node) {
		prepareTypedInput(field, node, {
			default: 'msg',
			types: ['str', 'msg', 'flow', 'global', 'env', 'jsonata'],
			typeField: $(`#${field.attr('id')}Type`),
			blankFault: 'noSource',
		});
	},
};

interface TypedInputOptions {
	readonly default: string;
	readonly types: Array<WidgetTypedInputType | WidgetTypedInputTypeDefinition>;
	readonly typeField: JQuery;
	readonly blankFault: string;
}

/** Returns the field that the widget shows. */
export function prepareTypedInput(
	field: JQuery,
	node: EditorNode,
	{ blankFault, ...options }: TypedInputOptions,
): JQuery {
	const id = String(field.attr('id'));
	field.typedInput(options);
	// The widget hides the labelled field and shows another one.
	const shown = field.next('.red-ui-typedInput-container');
	const input = shown.find('.red-ui-typedInput-input').attr('id', `${id}-shown`);
	shown.find('.red-ui-typedInput-type-select').attr('aria-label', node._('label.source'));
	$(`label[for="${id}"]`).attr('for', `${id}-shown`);
	const tip = field.attr('aria-describedby');
	if (tip) input.attr('aria-describedby', tip);
	// By itself, the widget waits until the field is left.
	input.on('input', () => input.trigger('change'));
	// Node-RED translates the placeholder after the dialog is prepared.
	const showPlaceholder = () => {
		input.attr(
			'placeholder',
			field.typedInput('type') === 'str' ? (field.attr('placeholder') ?? '') : '',
		);
	};
	field.on('change', showPlaceholder);
	showPlaceholder();
	const check = () => {
		const isFixed = field.typedInput('type') === 'str';
		if (!isFixed && String(field.typedInput('value')).trim() === '') {
			return node._(`fault.${blankFault}`);
		}
		return field.typedInput('validate') || node._('fault.property');
	};
	showFaultOnChange(input, check);
	// Another source was chosen.
	field.on('change', () => {
		showFault(input, check());
	});
	return input;
}

/** Node-RED 3.1.0 has no option that allows a blank value. */
function blankOrTyped(typeField: string): Validator<object> {
	const validate = RED.validators.typedInput(typeField);
	return function (value, options) {
		return value === '' || validate.call(this, value, options);
	};
}

interface TypedValue {
	readonly type: string;
	readonly value: string;
}

/** Fields that nobody has changed read the message property of their name. */
export interface Untouched {
	/** Shows them as empty texts, to type into, or as what they are. */
	showAsTexts(areTexts: boolean): void;
	/** Gives those in which nothing was typed their value back, before Node-RED reads them. */
	restore(): void;
	isUntouched(name: string): boolean;
}

export function untouchedFields(names: readonly string[]): Untouched {
	const asTexts = new Set<string>();
	const fieldOf = (name: string) => $(`#node-input-${name}`);
	const set = (name: string, { type, value }: TypedValue) => {
		fieldOf(name).typedInput('type', type);
		fieldOf(name).typedInput('value', value);
		fieldOf(name).trigger('change');
	};
	const restore = () => {
		for (const name of asTexts) {
			if (isOf(fieldOf(name), { type: 'str', value: '' })) set(name, { type: 'msg', value: name });
		}
		asTexts.clear();
	};
	return {
		showAsTexts(areTexts) {
			if (!areTexts) {
				restore();
				return;
			}
			for (const name of names) {
				// The widget gets no width while it is hidden.
				const isHidden = fieldOf(name).closest('.form-row').css('display') === 'none';
				if (isHidden || !isOf(fieldOf(name), { type: 'msg', value: name })) continue;
				asTexts.add(name);
				set(name, { type: 'str', value: '' });
			}
		},
		restore,
		isUntouched: (name) =>
			isOf(fieldOf(name), { type: 'msg', value: name }) ||
			(asTexts.has(name) && isOf(fieldOf(name), { type: 'str', value: '' })),
	};
}

function isOf(field: JQuery, { type, value }: TypedValue): boolean {
	return field.typedInput('type') === type && field.typedInput('value') === value;
}
