import type { IExecuteFunctions } from 'n8n-workflow';

/** The addresses under which this n8n is reached: its editor's, and that of its webhooks. */
export function ownUrls(context: IExecuteFunctions): string[] {
	const { $execution } = context.getWorkflowDataProxy(0) as {
		$execution?: { resumeUrl?: unknown };
	};
	// n8n tells nodes the address of its webhooks in no other way.
	const urls = [context.getInstanceBaseUrl(), $execution?.resumeUrl];
	return urls.filter((url) => typeof url === 'string');
}
