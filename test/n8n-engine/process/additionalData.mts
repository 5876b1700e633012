import type { ICredentialsHelper, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import type { Keys } from '../../tables/answers/report.ts';
import type { N8n } from './n8n.mts';

const URL = 'http://localhost/';
/** Where this n8n is reached from outside: its editor, and its webhooks. */
const EDITOR = 'https://flows.invalid/';
const WEBHOOKS = 'https://hooks.invalid/';

/** What n8n's `getBase()` gives to webhooks and executions. */
export function additionalDataOf(n8n: N8n, keys: Keys): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: credentialsHelper(n8n, keys),
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: URL,
		instanceBaseUrl: EDITOR,
		formBaseUrl: URL,
		formWaitingBaseUrl: URL,
		formTestBaseUrl: URL,
		webhookBaseUrl: `${WEBHOOKS}webhook`,
		webhookWaitingBaseUrl: `${WEBHOOKS}webhook-waiting`,
		webhookTestBaseUrl: `${WEBHOOKS}webhook-test`,
		mcpBaseUrl: URL,
		mcpTestBaseUrl: URL,
		executeWorkflow: notHere,
		getRunExecutionData: notHere,
		getRuntimeCredential: notHere,
		startRunnerTask: notHere,
		externalSecretsProxy: new n8n.core.ExternalSecretsProxy(),
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
	};
}

/** Hands out one credential, as n8n does when a node asks for it. */
function credentialsHelper(n8n: N8n, keys: Keys): ICredentialsHelper {
	class Helper extends n8n.workflow.ICredentialsHelper {
		override async getDecrypted() {
			if (keys === null) throw new Error('Credentials could not be decrypted.');
			return keys === 'hanging' ? await new Promise<never>(() => undefined) : keys;
		}

		override isCredentialUsableByNode(credentialType: string, nodeType: string) {
			return n8n.mayUse(credentialType, nodeType);
		}

		override getParentTypes = () => [];
		override getCredentialsProperties = () => [];
		override getCredentials = notHere;
		override authenticate = n8n.authenticate;
		override preAuthentication = nothing;
		override runPreAuthentication = notHere;
		override updateCredentials = notHere;
		override updateCredentialsOauthTokenData = notHere;
	}
	return new Helper();
}

/** What n8n makes of a credential that is never exchanged for another. */
async function nothing(): Promise<undefined> {}

async function notHere(): Promise<never> {
	throw new Error('The engine tests do not have this.');
}
