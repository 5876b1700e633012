import { EVENT_TYPES, type SineEventType } from '../../protocol';

type Texts = (key: string) => string;

/** The checklist of events: which of them are chosen, in the order in which they were ticked. */
export interface EventList {
	chosen(): string[];
}

/**
 * Fills a place with a box for each event of Sine.
 *
 * @param before the events that are chosen; unknown ones stay chosen
 * @param changed hears of every tick
 */
export function eventList(
	place: JQuery,
	before: readonly string[],
	texts: Texts,
	changed: (chosen: readonly string[]) => void,
): EventList {
	let chosen = [...before];

	const tick = ({ value }: SineEventType, isTicked: boolean) => {
		chosen = chosen.filter((event) => event !== value);
		if (isTicked) chosen.push(value);
		changed(chosen);
	};

	for (const type of EVENT_TYPES) {
		const box = checkbox(type, chosen.includes(type.value));
		box.on('change', () => {
			tick(type, box.prop('checked') === true);
		});
		place.append(row(type, box, texts));
	}
	return { chosen: () => [...chosen] };
}

function checkbox({ value }: SineEventType, isTicked: boolean): JQuery {
	return $('<input>', {
		type: 'checkbox',
		id: idOf(value),
		'aria-labelledby': `${idOf(value, 'label')} ${idOf(value, 'marks')}`,
		'aria-describedby': idOf(value, 'says'),
	}).prop('checked', isTicked);
}

function row({ value, plan, waits }: SineEventType, box: JQuery, texts: Texts): JQuery {
	const part = (name: string) =>
		$('<span>', { class: `sine-event-${name}`, id: idOf(value, name) });
	const marks = part('marks');
	if (plan === 'Enterprise') marks.append(planMark(texts));
	if (waits) marks.append(waitMark(texts));
	return $('<label>', { class: 'sine-event', for: idOf(value) }).append(
		box,
		part('label').text(texts(`events.${value}.label`)),
		part('says').text(texts(`events.${value}.description`)),
		marks,
	);
}

function planMark(texts: Texts): JQuery {
	return $('<span>', { class: 'sine-mark' }).text(texts('label.plan'));
}

function waitMark(texts: Texts): JQuery {
	const icon = $('<i>', { class: 'fa fa-hourglass-half', 'aria-hidden': 'true' });
	return $('<span>', { class: 'sine-mark sine-mark-waits' })
		.text(` ${texts('label.waits')}`)
		.prepend(icon);
}

function idOf(value: string, part?: string): string {
	return ['sine-in-event', value, ...(part ? [part] : [])].join('-');
}
