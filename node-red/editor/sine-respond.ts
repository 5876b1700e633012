import type { Decision } from '../../protocol';
import { offerDecisions } from './decisions';
import { fillInDefaults } from './fillIn';

const FIELDS = ['adminNotes', 'visitorNotes', 'rejectionMessage'] as const;
type Field = (typeof FIELDS)[number];

interface SineRespond extends Record<Field | `${Field}Type`, string> {
	name: string;
	/** `msg` means that `msg.decision` holds it. */
	decision: Decision | 'msg';
}

const field = (name: Field) => ({ value: name, validate: blankOr(`${name}Type`) });

/** Node-RED 3.1.0 has no option that allows a blank value. */
function blankOr(typeField: string): Validator<SineRespond> {
	const validate = RED.validators.typedInput(typeField);
	return function (value, options) {
		return value === '' || validate.call(this, value, options);
	};
}

RED.nodes.registerType<SineRespond>('sine respond', {
	category: 'Sine',
	color: '#8fd0cb',
	icon: 'sine.svg',
	align: 'right',
	inputs: 1,
	outputs: 1,
	defaults: {
		name: { value: '' },
		decision: { value: 'REJECTED' },
		adminNotes: field('adminNotes'),
		adminNotesType: { value: 'msg' },
		visitorNotes: field('visitorNotes'),
		visitorNotesType: { value: 'msg' },
		rejectionMessage: field('rejectionMessage'),
		rejectionMessageType: { value: 'msg' },
	},
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
		fillInDefaults(this);
		for (const name of FIELDS) prepareField(name, this._('label.source'));
		const decision = offerDecisions($('#node-input-decision'), this.decision, (key) => this._(key));
		decision.on('change', () => {
			showFieldsFor(String(decision.val()));
		});
		decision.trigger('change');
	},
});

function prepareField(name: Field, source: string): void {
	const field = $(`#node-input-${name}`);
	field.typedInput({
		default: 'msg',
		types: ['str', 'msg', 'flow', 'global', 'env', 'jsonata'],
		typeField: $(`#node-input-${name}Type`),
	});
	// The widget hides the labelled field and shows another one.
	const shown = field.next('.red-ui-typedInput-container');
	const id = `sine-respond-${name}`;
	shown.find('.red-ui-typedInput-input').attr('id', id);
	shown.find('.red-ui-typedInput-type-select').attr('aria-label', source);
	$(`label[for="node-input-${name}"]`).attr('for', id);
}

function showFieldsFor(decision: string): void {
	$('[data-sine-decisions]').each((_index, element) => {
		const decisions = element.dataset.sineDecisions?.split(' ') ?? [];
		$(element).toggle(decisions.includes(decision));
	});
}
