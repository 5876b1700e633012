import type { SimulatorResult } from '../../protocol';

export interface Played {
	readonly result?: SimulatorResult;
	readonly error?: string;
}

export function visitorCard({ result, error }: Played, node: EditorNode): JQuery {
	const card = $('<div>', { class: 'sine-card' });
	if (!result) return card.append(line('sine-card-why', error ?? ''));
	const { visitorSees, why, problems, milliseconds } = result;
	return card
		.addClass(`sine-card-${moodOf(result)}`)
		.append(
			line('sine-card-screen', visitorSees || node._('card.nobody')),
			line('sine-card-why', why),
			...problems.map((problem) => line('sine-card-problem', problem)),
			...notesOf(result, node),
			line('sine-card-time', node._('card.time', { milliseconds: Math.round(milliseconds) })),
		);
}

function moodOf({ accepted, decidedBy, problems }: SimulatorResult): string {
	if (problems.length > 0 || decidedBy === 'noAnswer') return 'doubtful';
	if (decidedBy === 'notAsked' || decidedBy === 'accepted') return 'plain';
	return accepted ? 'approved' : 'rejected';
}

function notesOf({ visitorNotes, adminNotes }: SimulatorResult, node: EditorNode): JQuery[] {
	const notes = Object.entries({ visitorNotes, adminNotes });
	return notes.flatMap(([name, text]) =>
		text ? [line('sine-card-note', node._(`card.${name}`, { text }))] : [],
	);
}

function line(name: string, text: string): JQuery {
	return $('<div>', { class: name }).text(text);
}
