import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { propertiesOf } from '../nodes/properties';
import { KEY_HEADER, KEY_SETTINGS, signer } from '../protocol';

const sign = signer();

export class SineWebhookApi implements ICredentialType {
	name = 'sineWebhookApi';

	displayName = 'Sine Webhook API';

	icon: Icon = { light: 'file:../icons/sine.svg', dark: 'file:../icons/sine.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-sine/n8n-nodes-sine/blob/main/docs/n8n.md#credential';

	supportedNodes = ['sineTrigger', 'sineSimulator'];

	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName:
				"Make a key of at least 16 characters with a password manager. Paste it into Sine first, as API Key of the webhook integration, then here: n8n does not show it again. The test here checks its form. Only Sine's first call proves that both are the same.",
			name: 'notice',
			type: 'notice',
			default: '',
		},
		...propertiesOf(KEY_SETTINGS),
	];

	/** Our nodes may go to any address, because a signature does not tell the key. */
	hideDomainRestrictionFields = true;

	// n8n's own time-out ends when a reply begins, and n8n replaces the signal of a node: only here
	// can a reply be given an end.
	async authenticate(
		{ apiKey }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { abortSignal, body, headers, timeout } = request;
		const text = Buffer.from(body as Buffer).toString();
		const signals = [abortSignal, timeout && AbortSignal.timeout(timeout)];
		return {
			...request,
			headers: { ...headers, [KEY_HEADER]: sign(apiKey, text, Date.now()) },
			abortSignal: AbortSignal.any(signals.filter((signal) => signal instanceof AbortSignal)),
		};
	}
}
