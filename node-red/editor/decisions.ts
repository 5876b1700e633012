import { DECISIONS } from '../../protocol';

export function offerDecisions(
	list: JQuery,
	chosen: string,
	texts: (key: string) => string,
): JQuery {
	const options = DECISIONS.map(({ value }) =>
		$('<option>')
			.val(value)
			.text(texts(`decisions.${value}`)),
	);
	return list.prepend(...options).val(chosen);
}
