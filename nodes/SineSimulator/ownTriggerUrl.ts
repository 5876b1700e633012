import type { IExecuteFunctions } from 'n8n-workflow';
import { quote } from '../../protocol';
import { showHints } from '../hints';
import { nodeError } from '../nodeError';
import { publishedTriggers, type PublishedTrigger } from '../publishedTriggers';

/** The Production URL of this workflow's Sine Trigger. `wanted` names it where there are several. */
export function ownTriggerUrl(
	context: IExecuteFunctions,
	wanted: string,
	itemIndex: number,
): string {
	const triggers = publishedTriggers(context);
	const name = wanted.trim();
	const found = name ? triggers.filter((trigger) => trigger.name === name) : triggers;
	const [trigger] = found;
	if (trigger && found.length === 1) {
		if (itemIndex === 0) tellIfMoved(context, trigger.url);
		return trigger.url;
	}
	throw nodeError(context, faultOf(triggers, name), { itemIndex });
}

/** n8n keeps what it published when its public address changes. */
function tellIfMoved(context: IExecuteFunctions, url: string): void {
	const { resumeUrl } = context.getWorkflowDataProxy(0).$execution as { resumeUrl?: unknown };
	if (typeof resumeUrl !== 'string' || !URL.canParse(resumeUrl)) return;
	const [now, published] = [resumeUrl, url].map((address) => new URL(address).origin);
	if (now === published) return;
	showHints(context, [
		`Unpublish and publish this workflow if its address has changed: it was published at ${published}, and n8n is at ${now} now.`,
	]);
}

function faultOf(triggers: readonly PublishedTrigger[], name: string): string {
	if (triggers.length === 0) return NOT_PUBLISHED;
	const names = triggers.map((trigger) => quote(trigger.name)).join(', ');
	return name
		? `No published Sine Trigger of this workflow is called ${quote(name)}. These are: ${names}. Enter one of these names in the option "Sine Trigger"; after renaming, publish the workflow again.`
		: `This workflow has several Sine Triggers: ${names}. Add the option "Sine Trigger" and enter one of these names.`;
}

const NOT_PUBLISHED =
	'Publish this workflow, or enter a Webhook URL. An empty one means the Sine Trigger of this workflow, and none is published.';
