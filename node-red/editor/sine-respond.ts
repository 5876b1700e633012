import { SINE_RESPOND_SETTINGS, type Decision } from '../../protocol';
import { dialogOf } from './dialog';
import { decisions } from './kinds';
import { typedText } from './typedText';

interface SineRespond {
	name: string;
	/** `msg` means that `msg.decision` holds it. */
	decision: Decision | 'msg';
}

const dialog = dialogOf('sine-respond', SINE_RESPOND_SETTINGS, {
	kinds: { decision: decisions, typedText },
	checks: {},
});

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
			$('<option>').val('msg').text(this._('label.fromMessage')),
		);
		dialog.prepare(this);
		decision
			.on('change', () => {
				$('#sine-respond-tip-decision').toggle(decision.val() === 'msg');
			})
			.trigger('change');
	},
});
