import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { keyFault, type Keys } from '../protocol';

/** The test of our credential, for the nodes that use it. Nobody but Sine can prove a key. */
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
