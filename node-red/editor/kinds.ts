import { DECISIONS } from '../../protocol';
import type { DialogKind } from './dialog';
import { linesOf, textOfLines } from './lists';

export const decisions: DialogKind = {
	prepare(list, chosen, node) {
		const options = DECISIONS.map(({ value }) =>
			$('<option>')
				.val(value)
				.text(node._(`decisions.${value}`)),
		);
		list.prepend(...options).val(String(chosen));
	},
};

export const lines: DialogKind = {
	prepare(field, value) {
		field.val(textOfLines(value));
	},
	read: linesOf,
};

export const seconds: DialogKind = { read: Number };
