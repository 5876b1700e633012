import type { DialogCheck } from './checkFaults';
import { NEW_CHECK } from './checkFields';
import { checkItem } from './checkItem';
import { showFault } from './faults';
import { letKeyboardPress } from './keyboard';

interface Item {
	stored?: DialogCheck;
	read?: () => DialogCheck;
}

export interface CheckList {
	read(): DialogCheck[];
}

/** The editable list of checks. `check` tells what is wrong with them. */
export function checkList(
	node: EditorNode,
	stored: readonly DialogCheck[],
	check: (checks: readonly DialogCheck[]) => true | string,
): CheckList {
	const template = $('#sine-respond-check').detach();
	const list = $('#sine-respond-checks');
	const items = () =>
		list
			.children(':not(.red-ui-editableList-item-deleting)')
			.children('.red-ui-editableList-item-content')
			.toArray()
			.map((item) => $(item).data('data') as Item);
	const read = () => items().map((item) => item.read?.() ?? NEW_CHECK);
	const showNone = () => {
		showFault(addButton, items().length === 0 ? check([]) : true);
	};
	list.editableList<Item>({
		addItem(place, _index, item) {
			item.read = checkItem(place, template, item.stored ?? NEW_CHECK, node);
			const row = place.parent();
			const up = $('<button>', {
				type: 'button',
				class: 'red-ui-button red-ui-button-small sine-up',
			})
				.attr({ 'aria-label': node._('label.moveCheckUp'), title: node._('label.moveCheckUp') })
				.append($('<i>', { class: 'fa fa-arrow-up' }))
				.on('click', () => {
					row.insertBefore(row.prev());
					up.trigger('focus');
				});
			const remove = row.find('.red-ui-editableList-item-remove');
			letKeyboardPress(remove, () => node._('label.removeCheck'));
			remove.on('click', showNone).before(up);
			// Node-RED translates what is there when the dialog opens.
			place.i18n();
			showNone();
		},
		addButton: node._('label.addCheck'),
		sortable: true,
		removable: true,
		height: 'auto',
	});
	const addButton = list
		.closest('.red-ui-editableList')
		.find('.red-ui-editableList-addButton')
		.attr('id', 'sine-respond-add-check');
	for (const one of stored) list.editableList('addItem', { stored: one });
	$('#node-input-decision').on('change', showNone);
	showNone();
	return { read };
}
