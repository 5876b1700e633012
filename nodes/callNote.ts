import type { IExecuteFunctions } from 'n8n-workflow';

/** Travels with the run, because n8n's nodes refuse items that hold more than data. */
export interface CallNote {
	readonly answerBy: string | null;
	answered?: true;
}

const NAME = 'sineCall';

export function noteCall(context: IExecuteFunctions, note: CallNote): void {
	context.getContext('flow')[NAME] = note;
}

/** `undefined` where no call from Sine started this run. */
export function notedCall(context: IExecuteFunctions): CallNote | undefined {
	// A retried run brings the note of the first one, whose call has ended.
	if (context.getMode() === 'retry') return undefined;
	return context.getContext('flow')[NAME] as CallNote | undefined;
}
