import { CHECK_SETTINGS, defaultsOf, isOfCheck } from '../../protocol';
import type { DialogCheck } from './checkFaults';
import { linesOf, textOfLines } from './lists';

type Name = keyof typeof CHECK_SETTINGS;

/** A part of the fields of one check, by the name in its id. */
export type Part = (name: string) => JQuery;

export const CHECK_NAMES = Object.keys(CHECK_SETTINGS) as Name[];

const TEXTS = ['timeZone', 'message', 'expiredMessage'] as const;
export const NEW_CHECK = { ...defaultsOf(CHECK_SETTINGS), listType: 'str' };

export function fillCheck(part: Part, stored: DialogCheck): void {
	const check: Readonly<Record<string, unknown>> = { ...NEW_CHECK, ...stored };
	const isPasted = check.listType === 'str';
	part('types').val(textOfLines(check.types));
	part('pasted').val(isPasted && typeof check.list === 'string' ? check.list : '');
	part('list').val(isPasted ? '' : String(check.list));
	part('listType').val(String(check.listType));
	for (const name of TEXTS) part(name).val(String(check[name]));
}

export function fieldsOfCheck(part: Part): DialogCheck {
	const type = String(part('type').val());
	// A list that a check of another type left behind would go out with the flow.
	const own = (name: Name, value: unknown) => (isOfCheck(name, type) ? value : NEW_CHECK[name]);
	const source = String(part('list').typedInput('type'));
	const list = source === 'str' ? part('pasted').val() : part('list').typedInput('value');
	return {
		type,
		list: own('list', list),
		listType: isOfCheck('list', type) ? source : NEW_CHECK.listType,
		types: own('types', linesOf(String(part('types').val()))),
		timeZone: own('timeZone', part('timeZone').val()),
		message: own('message', part('message').val()),
		expiredMessage: own('expiredMessage', part('expiredMessage').val()),
	};
}
