import type { Part } from './checkFields';
import { prepareTypedInput } from './typedText';

/** Where the rows of a check come from. Pasted text has a field of its own below. */
export function listField(part: Part, node: EditorNode): void {
	const field = part('list');
	const input = prepareTypedInput(field, node, {
		default: 'str',
		types: [
			{ value: 'str', label: node._('list.pasted'), hasValue: false },
			'msg',
			'flow',
			'global',
			'env',
			'jsonata',
		],
		typeField: part('listType'),
		blankFault: 'noList',
	});
	const label = field.closest('.form-row').find('label');
	const pasted = part('pasted')
		.addClass('sine-pasted')
		.attr('aria-labelledby', String(label.attr('id')));
	const tip = part('tip-list').insertBefore(pasted);
	const show = () => {
		const isPasted = field.typedInput('type') === 'str';
		pasted.add(part('reading')).add(tip).toggle(isPasted);
		label.attr('for', String((isPasted ? pasted : input).attr('id')));
	};
	field.on('change', show);
	show();
}
