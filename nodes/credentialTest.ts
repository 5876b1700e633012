import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { keyFault, type Keys } from '../protocol';

/** Only a call from Sine can prove a key, so this tests its form. */
export const credentialTest = {
	async sineWebhookApiTest(
		this: ICredentialTestFunctions,
		credential: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		const { apiKey, previousApiKey }: Keys = credential.data ?? {};
		const fault = keyFault(apiKey) ?? (previousApiKey ? keyFault(previousApiKey) : undefined);
		return fault
			? { status: 'Error', message: fault }
			: {
					status: 'OK',
					message: 'The key has a good form. The first call from Sine proves it.',
				};
	},
};
