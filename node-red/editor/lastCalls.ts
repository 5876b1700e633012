import { linesOf } from './lists';

interface ShownCall {
	readonly at: number;
	readonly event: string | null;
	readonly visitorType: string | null;
	readonly site: string | null;
	readonly code: 'SUCCESS' | 'REJECTED' | null;
	readonly waits: boolean;
	readonly decidedBy: string;
	readonly why: string;
	readonly milliseconds: number;
	readonly simulated: boolean;
	readonly visitor?: string | null;
	readonly reply?: string | null;
}

type Filter = 'visitorTypes' | 'sites';

interface CallsOfNode {
	readonly calls: readonly ShownCall[];
	readonly seen: Readonly<Record<Filter, readonly string[]>>;
}

const FILTERS: readonly Filter[] = ['visitorTypes', 'sites'];

export function showLastCalls(node: EditorNode): void {
	const place = $('#sine-in-last-calls').text(node._('calls.reading'));
	$.getJSON(`sine-in/${encodeURIComponent(node.id)}/calls`)
		.done(({ calls, seen }: CallsOfNode) => {
			place.empty();
			if (calls.length === 0) place.text(node._('calls.none'));
			else place.append(...calls.map((call) => rowOf(call, node)));
			for (const name of FILTERS) offerSeen(name, seen[name], node);
		})
		.fail(() => {
			place.text(node._('calls.unreadable'));
		});
}

function rowOf(call: ShownCall, node: EditorNode): JQuery {
	const { code, waits, visitorType, site, visitor, reply, why, milliseconds, simulated } = call;
	const event = node._(`events.${call.event}.label`);
	const isKnown = event !== `events.${call.event}.label`;
	const about = [isKnown ? event : call.event, visitorType, site, visitor];
	return $('<div>', { class: 'sine-call' }).append(
		part('time', new Date(call.at).toLocaleTimeString()),
		part('code', node._(`calls.${waits ? (code ?? 'noReply') : 'received'}`)),
		part('about', about.filter(Boolean).join(' · ')),
		part('why', [why, reply].filter(Boolean).join(' ')),
		part(
			'facts',
			[
				node._('calls.time', { milliseconds }),
				...(simulated ? [node._('calls.simulated')] : []),
			].join(' · '),
		),
	);
}

function part(name: string, text: string): JQuery {
	return $('<div>', { class: `sine-call-${name}` }).text(text);
}

/** A click adds a name; one that stands in the list and never came is marked. */
function offerSeen(name: Filter, seen: readonly string[], node: EditorNode): void {
	const field = $(`#sine-in-${name}`);
	const place = $('<div>', { class: 'sine-tip sine-seen', role: 'status' });
	field.closest('.form-row').append(place);
	const show = () => {
		const typed = linesOf(String(field.val()));
		const isAmong = (names: readonly string[], wanted: string) =>
			names.some((one) => one.toLowerCase() === wanted.toLowerCase());
		const offered = seen.filter((one) => !isAmong(typed, one));
		const never = seen.length > 0 ? typed.filter((one) => !isAmong(seen, one)) : [];
		place
			.empty()
			.append(
				...(offered.length > 0 ? [document.createTextNode(node._('calls.seen'))] : []),
				...offered.map((one) =>
					button(one, () => field.val([...typed, one].join('\n')).trigger('change')),
				),
				...(never.length > 0
					? [$('<div>').text(node._('calls.neverCame', { names: never.join(', ') }))]
					: []),
			);
	};
	field.on('input change', show);
	show();
}

function button(text: string, press: () => void): JQuery {
	return $('<button>', { type: 'button', class: 'red-ui-button red-ui-button-small' })
		.text(text)
		.on('click', press);
}
