import type { IDataObject, IExecuteFunctions, IHookFunctions } from 'n8n-workflow';
import { isJsonObject } from '../protocol';

export interface PublishedTrigger {
	readonly name: string;
	readonly url: string;
}

/** In the workflow's global static data, by the node's id, which no renaming changes. */
const KEY = 'sineTriggers';

/** Never throws: n8n would take the workflow off the air. Nothing is kept of a test URL. */
export function rememberTrigger(context: IHookFunctions): void {
	update(context, (triggers, { id, name }, url) => {
		if (context.getMode() === 'manual') return undefined;
		return { ...triggers, [id]: { name, url, workflow: context.getWorkflow().id } };
	});
}

export function forgetTrigger(context: IHookFunctions): void {
	update(context, (triggers, { id }, url) => {
		const { [id]: known, ...others } = triggers;
		return isJsonObject(known) && known.url === url ? others : undefined;
	});
}

/** A copy of a workflow may bring the data of the original. */
export function publishedTriggers(context: IExecuteFunctions): PublishedTrigger[] {
	const { id: workflow } = context.getWorkflow();
	return Object.values(storedIn(context)).flatMap((trigger) => {
		if (!isJsonObject(trigger) || trigger.workflow !== workflow) return [];
		const { name, url } = trigger;
		return typeof name === 'string' && typeof url === 'string' ? [{ name, url }] : [];
	});
}

function update(
	context: IHookFunctions,
	change: (
		triggers: IDataObject,
		node: ReturnType<IHookFunctions['getNode']>,
		url: string,
	) => IDataObject | undefined,
): void {
	try {
		const url = context.getNodeWebhookUrl('default');
		const changed = url && change(storedIn(context), context.getNode(), url);
		if (changed) context.getWorkflowStaticData('global')[KEY] = changed;
	} catch (error) {
		context.logger.warn('The URL of the Sine Trigger could not be kept for the Sine Simulator', {
			error: error as Error,
		});
	}
}

function storedIn(context: IExecuteFunctions | IHookFunctions): IDataObject {
	const stored: unknown = context.getWorkflowStaticData('global')[KEY];
	return isJsonObject(stored) ? (stored as IDataObject) : {};
}
