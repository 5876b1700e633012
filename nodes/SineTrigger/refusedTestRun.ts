import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { captureResponse } from '../../io/capturedResponse';
import type { Refusal } from '../../protocol';
import { nodeError } from '../nodeError';
import { writeExpressResponse } from './guardResponse';

const MARK = { sineRefusedKey: true } as const;

/** The caller has its answer first; then the run fails, which ends the listening in the editor. */
export function refuseInTestRun(context: IWebhookFunctions, refusal: Refusal) {
	const response = context.getResponseObject();
	const captured = captureResponse(response, () => undefined);
	captured.writing(() => {
		writeExpressResponse(response, refusal.response);
	});
	return { noWebhookResponse: true, workflowData: [[{ json: { ...MARK } }]] };
}

export function throwIfRefused(context: IExecuteFunctions, given: IDataObject | undefined): void {
	if (given?.sineRefusedKey !== MARK.sineRefusedKey) return;
	throw nodeError(context, 'A call to the Test URL had another API key', {
		description:
			'It was answered with 401, and n8n listens no longer. Compare the API Key of the webhook in Sine with the key of the credential here, then press Execute workflow again.',
	});
}
