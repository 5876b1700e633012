import { BY_CHECKS, SINE_RESPOND_SETTINGS, type RespondDecision } from '../../protocol';
import { checksFault, type DialogCheck } from './checkFaults';
import { checkList, type CheckList } from './checks';
import { dialogOf } from './dialog';
import { validator } from './faults';
import { decisions } from './kinds';
import { previewOf, type PreviewField, type PreviewLine } from './preview';
import { typedText, untouchedFields, type Untouched } from './typedText';

interface SineRespond {
	name: string;
	/** `msg` means that `msg.decision` holds it. */
	decision: RespondDecision | 'msg';
	checks?: unknown;
}

const TEXTS = ['adminNotes', 'visitorNotes', 'rejectionMessage'] as const;

const storedFault = (node: EditorNode & Partial<SineRespond>, checks: unknown) =>
	checksFault(node, node.decision, checks);

const dialog = dialogOf('sine-respond', SINE_RESPOND_SETTINGS, {
	kinds: {
		decision: decisions,
		typedText,
		checks: {
			properties: (name) => ({ [name]: { value: [], validate: validator(storedFault, []) } }),
		},
	},
	checks: {},
});

let untouched: Untouched;
let list: CheckList;

RED.nodes.registerType<SineRespond>('sine respond', {
	category: 'Sine',
	color: '#8fd0cb',
	icon: 'sine.svg',
	align: 'right',
	inputs: 1,
	outputs: 1,
	defaults: dialog.defaults,
	paletteLabel() {
		return this._('paletteLabel');
	},
	label() {
		if (this.name) return this.name;
		return this._(this.decision === 'msg' ? 'paletteLabel' : `decisions.${this.decision}`);
	},
	labelStyle() {
		return this.name ? 'node_label_italic' : '';
	},
	oneditprepare() {
		const decision = $('#node-input-decision').append(
			$('<option>')
				.val(BY_CHECKS.value)
				.text(this._(`decisions.${BY_CHECKS.value}`)),
			$('<option>').val('msg').text(this._('label.fromMessage')),
		);
		const { checks } = this;
		dialog.prepare(this);
		// A flow that an older version saved stays as it is.
		if (checks === undefined) delete this.checks;
		const stored: readonly DialogCheck[] = Array.isArray(checks) ? checks : [];
		list = checkList(this, stored, (read) => checksFault(this, decision.val(), read));
		untouched = untouchedFields(TEXTS);
		const show = () => {
			showPreview(this, String(decision.val()));
		};
		decision
			.on('change', () => {
				const isFromMessage = decision.val() === 'msg';
				$('#sine-respond-tip-decision').toggle(isFromMessage);
				untouched.showAsTexts(!isFromMessage);
				show();
			})
			.trigger('change');
		for (const name of TEXTS) $(`#node-input-${name}`).on('change', show);
	},
	oneditsave() {
		untouched.restore();
		const checks = list.read();
		if (checks.length > 0 || Array.isArray(this.checks)) this.checks = checks;
	},
});

function showPreview(node: EditorNode, decision: string): void {
	const lines = previewOf(decision, {
		visitorNotes: fieldOf('visitorNotes'),
		rejectionMessage: fieldOf('rejectionMessage'),
	});
	$('#sine-respond-preview')
		.empty()
		.append(...lines.map((line) => previewLine(node, line)));
}

function fieldOf(name: (typeof TEXTS)[number]): PreviewField {
	const field = $(`#node-input-${name}`);
	const type = String(field.typedInput('type'));
	const value = String(field.typedInput('value'));
	return { type, value, isUntouched: untouched.isUntouched(name) };
}

/** The texts may hold anything, so they are never HTML. */
function previewLine(node: EditorNode, { decision, text, source }: PreviewLine): JQuery {
	const nothing = node._('preview.noNotes');
	const shown = text === null ? node._('preview.fromSource', { source }) : text || nothing;
	const line = $('<div>', { class: 'sine-preview-line' }).append(
		$('<b>').text(`${node._(`preview.${decision}`)} `),
		$('<span>', { class: 'sine-preview-text' }).text(shown),
	);
	if (text !== null && source !== null) {
		line.append($('<div>').text(node._('preview.unlessSource', { source })));
	}
	return line;
}
