import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { noteCall } from '../callNote';
import { pendingResponses } from './pendingResponses';
import { throwIfRefused } from './refusedTestRun';

export const responses = pendingResponses();

export interface RunInput extends IDataObject {
	readonly event: IDataObject;
	readonly output: number;
	readonly callId: string;
	readonly answerBy: string | null;
}

export function startRun(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData();
	const given = items[0]?.json;
	throwIfRefused(context, given);
	// A run that no call started, e.g. from n8n's command line, brings items of its own.
	if (!isRunInput(given)) return [items];
	const { event, output, callId, answerBy } = given;
	noteCall(context, { answerBy });
	responses.started(callId, () => {
		// Nobody waits for it, so an error of n8n loses nothing.
		context.sendResponse({ body: {}, headers: {}, statusCode: 200 }).catch(() => undefined);
	});
	return [...Array.from({ length: output }, () => []), [{ json: event }]];
}

function isRunInput(given: IDataObject | undefined): given is RunInput {
	return given !== undefined && 'callId' in given && 'event' in given;
}
