import { EVENT_TYPES, type SineEventType } from '../../protocol';

type Texts = (key: string) => string;

export interface EventList {
	/** In the order in which they were ticked. */
	chosen(): string[];
}

/** Adds a checkbox for each event. Unknown events stay chosen. */
export function eventList(
	container: JQuery,
	initial: readonly string[],
	texts: Texts,
	onChange: (chosen: readonly string[]) => void,
): EventList {
	let chosen = [...initial];

	const tick = ({ value }: SineEventType, isTicked: boolean) => {
		chosen = chosen.filter((event) => event !== value);
		if (isTicked) chosen.push(value);
		onChange(chosen);
	};

	for (const type of EVENT_TYPES) {
		const box = checkbox(type, chosen.includes(type.value));
		box.on('change', () => {
			tick(type, box.prop('checked') === true);
		});
		container.append(row(type, box, texts));
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
