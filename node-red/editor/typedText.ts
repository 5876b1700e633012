import type { DialogKind } from './dialog';

/** The type of the value is stored beside it, in a property whose name ends with `Type`. */
export const typedText: DialogKind = {
	properties: (name) => ({
		// By default, the message property of the same name.
		[name]: { value: name, validate: blankOrTyped(`${name}Type`) },
		[`${name}Type`]: { value: 'msg' },
	}),
	prepare(field, _value, node) {
		const id = String(field.attr('id'));
		field.typedInput({
			default: 'msg',
			types: ['str', 'msg', 'flow', 'global', 'env', 'jsonata'],
			typeField: $(`#${id}Type`),
		});
		// The widget hides the labelled field and shows another one.
		const shown = field.next('.red-ui-typedInput-container');
		shown.find('.red-ui-typedInput-input').attr('id', `${id}-shown`);
		shown.find('.red-ui-typedInput-type-select').attr('aria-label', node._('label.source'));
		$(`label[for="${id}"]`).attr('for', `${id}-shown`);
	},
};

/** Node-RED 3.1.0 has no option that allows a blank value. */
function blankOrTyped(typeField: string): Validator<object> {
	const validate = RED.validators.typedInput(typeField);
	return function (value, options) {
		return value === '' || validate.call(this, value, options);
	};
}
