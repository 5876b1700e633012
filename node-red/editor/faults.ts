export function showFault(field: JQuery, fault: true | string): void {
	const isFaulty = fault !== true;
	const id = `${field.attr('id')}-fault`;
	const row = field.closest('.form-row, fieldset');
	let message = row.find(`#${id}`);
	if (message.length === 0) {
		message = $('<div>', { id, class: 'sine-fault', role: 'alert' });
		const tip = row.find('.sine-tip').first();
		if (tip.length > 0) tip.before(message);
		else row.append(message);
	}
	message.text(isFaulty ? fault : '');
	field.attr({ 'aria-invalid': String(isFaulty), 'aria-errormessage': id });
}

/** Node-RED only takes a message from a validator that has two parameters. */
export function validator<Node>(
	check: (node: Node, value: unknown) => true | string,
	defaultValue?: unknown,
) {
	return function (this: Node, value: unknown, _options: unknown) {
		return check(this, value === undefined ? defaultValue : value);
	};
}

export function showFaultOnChange(field: JQuery, check: () => true | string): void {
	const show = () => {
		showFault(field, check());
	};
	field.on('input change', show);
	show();
	keepLabel(field);
}

/** Node-RED sets `aria-label` to a field's fault and leaves it there. `aria-labelledby` overrides it. */
function keepLabel(field: JQuery): void {
	const id = `${field.attr('id')}-label`;
	const label = $(`label[for="${field.attr('id')}"]`).attr('id', id);
	if (label.length > 0) field.attr('aria-labelledby', id);
}
