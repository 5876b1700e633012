import { DEFAULT_CHECK_MESSAGES, isOfCheck } from '../../protocol';
import { CHECK_TYPES, settingFault, type DialogCheck } from './checkFaults';
import { CHECK_NAMES, fieldsOfCheck, fillCheck, type Part } from './checkFields';
import { showFaultOnChange } from './faults';
import { listField } from './listField';
import { listPreview } from './listPreview';
import { readLists } from './listReadings';
import { whileIdle } from './whileIdle';

let made = 0;

/** Fills a place with the fields of a check; returns what reads them. */
export function checkItem(
	place: JQuery,
	template: JQuery,
	stored: DialogCheck,
	node: EditorNode,
): () => DialogCheck {
	const id = `-${++made}`;
	place.attr('role', 'group').append(copyWithOwnIds(template, id));
	const part: Part = (name) => place.find(`#sine-check-${name}${id}`);
	fillCheck(part, stored);
	typeField(part('type'), stored.type, node);
	listField(part, node);
	const refresh = whileIdle((done) => {
		readLists([fieldsOfCheck(part)], (readings) => {
			const unread = $('<div>', { class: 'sine-fault' }).text(node._('list.unread'));
			const shown = readings ? listPreview(readings[0] ?? null, node._.bind(node)) : [unread];
			part('reading')
				.empty()
				.append(...shown);
			done();
		});
	});
	part('type').on('change', () => {
		showFieldsOfType(place, part, node);
		refresh();
		part('types').trigger('change');
	});
	part('list').add(part('pasted')).add(part('timeZone')).on('input change', refresh);
	for (const [name, own] of [
		['type', 'noCheckType'],
		['types', 'noTypes'],
	] as const) {
		showFaultOnChange(part(name), () =>
			settingFault(fieldsOfCheck(part)) === own ? node._(`fault.${own}`) : true,
		);
	}
	part('type').trigger('change');
	const before = JSON.stringify(fieldsOfCheck(part));
	return () => {
		const now = fieldsOfCheck(part);
		return JSON.stringify(now) === before ? stored : now;
	};
}

function copyWithOwnIds(template: JQuery, suffix: string): JQuery {
	const copy = template.clone();
	for (const name of ['id', 'for', 'aria-describedby']) {
		copy.find(`[${name}]`).attr(name, (_index, value) => value + suffix);
	}
	return copy.children();
}

function showFieldsOfType(place: JQuery, part: Part, node: EditorNode): void {
	const type = String(part('type').val());
	const isKnown = CHECK_TYPES.includes(type);
	place.attr('aria-label', isKnown ? node._(`checks.${type}.label`) : type);
	part('says').text(isKnown ? node._(`checks.${type}.description`) : '');
	for (const name of CHECK_NAMES) part(`row-${name}`).toggle(isOfCheck(name, type));
	const messages: Readonly<Record<string, object>> = DEFAULT_CHECK_MESSAGES;
	for (const [name, text] of Object.entries(messages[type] ?? {})) {
		// Node-RED would put the placeholder of another check there.
		part(name).removeAttr('data-i18n').attr('placeholder', String(text));
	}
}

function typeField(select: JQuery, chosen: unknown, node: EditorNode): void {
	const says = String(select.attr('id')).replace('type', 'says');
	const isKnown = CHECK_TYPES.includes(String(chosen));
	for (const type of [...CHECK_TYPES, ...(isKnown ? [] : [String(chosen)])]) {
		const label = CHECK_TYPES.includes(type) ? node._(`checks.${type}.label`) : type;
		select.append($('<option>').val(type).text(label));
	}
	select.val(String(chosen)).attr('aria-describedby', says);
	select.after($('<div>', { id: says, class: 'sine-tip' }));
}
