import type { INodeProperties } from 'n8n-workflow';
import { SineWebhookApi } from '../../../credentials/SineWebhookApi.credentials';
import { SineRespond } from '../../../nodes/SineRespond/SineRespond.node';
import { SineSimulator } from '../../../nodes/SineSimulator/SineSimulator.node';
import { SineTrigger } from '../../../nodes/SineTrigger/SineTrigger.node';
import { DEFAULT_REJECTION_MESSAGE } from '../../../protocol';

/** Those of buttons, the one that n8n's scanner wants for email, and what an empty field stands for. */
const NO_EXAMPLES = [
	'Add option',
	'Add Field',
	'Add check',
	'name@email.com',
	DEFAULT_REJECTION_MESSAGE,
];

function placeholders(properties: readonly INodeProperties[]): string[] {
	return properties.flatMap(({ placeholder, options = [] }) => [
		...(placeholder ? [placeholder] : []),
		...placeholders(options.filter((option) => 'displayName' in option) as INodeProperties[]),
	]);
}

test('a placeholder that is an example says so', () => {
	const nodes = [new SineTrigger(), new SineRespond(), new SineSimulator()];
	const all = placeholders([
		...nodes.flatMap(({ description }) => description.properties),
		...new SineWebhookApi().properties,
	]);
	const examples = all.filter((placeholder) => !NO_EXAMPLES.includes(placeholder));
	expect(examples.length).toBeGreaterThan(3);
	expect(examples.filter((placeholder) => !placeholder.startsWith('e.g. '))).toEqual([]);
});
