/** Shows below a field what is wrong with it, or nothing. */
export function showFault(field: JQuery, fault: true | string): void {
	const isFaulty = fault !== true;
	const id = `${field.attr('id')}-fault`;
	const row = field.closest('.form-row, fieldset');
	let place = row.find(`#${id}`);
	if (place.length === 0) {
		place = $('<div>', { id, class: 'sine-fault', role: 'alert' });
		const tip = row.find('.sine-tip').first();
		if (tip.length > 0) tip.before(place);
		else row.append(place);
	}
	place.text(isFaulty ? fault : '');
	field.attr({ 'aria-invalid': String(isFaulty), 'aria-errormessage': id });
}

/**
 * Makes what Node-RED calls of a look. It counts the parameters: there must be two.
 *
 * @param standard what the runtime takes where the node lacks the value
 */
export function validator<Node>(
	look: (node: Node, value: unknown) => true | string,
	standard?: unknown,
) {
	return function (this: Node, value: unknown, _options: unknown) {
		return look(this, value === undefined ? standard : value);
	};
}

/** Looks at a field now and whenever it changes. */
export function watch(field: JQuery, look: () => true | string): void {
	const show = () => {
		showFault(field, look());
	};
	field.on('input change', show);
	show();
	keepLabel(field);
}

/** Node-RED names a field after what is wrong with it, and keeps that name; ours goes before. */
function keepLabel(field: JQuery): void {
	const id = `${field.attr('id')}-label`;
	$(`label[for="${field.attr('id')}"]`).attr('id', id);
	field.attr('aria-labelledby', id);
}
