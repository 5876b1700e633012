import { ExpressionError, type IWebhookFunctions } from 'n8n-workflow';
import { isJsonObject, type StoredSettings, type UnreadableSetting } from '../../protocol';
import { OPTIONS, SETTINGS } from './properties';

/** `unreadable` is the first that n8n cannot evaluate. */
export function readSettings(
	context: IWebhookFunctions,
): StoredSettings & { readonly unreadable?: UnreadableSetting } {
	const { parameters } = context.getNode();
	const options: unknown = parameters.options;
	const settings: Record<string, unknown> = {};
	let unreadable: UnreadableSetting | undefined;
	const read = (path: string, setting: string): unknown => {
		try {
			return context.getNodeParameter(path);
		} catch (error) {
			unreadable ??= { setting, reason: reasonOf(error) };
			return undefined;
		}
	};
	for (const { name, displayName } of SETTINGS) {
		if (parameters[name] !== undefined) settings[name] = read(name, displayName);
	}
	if (isJsonObject(options)) {
		for (const { name, displayName } of OPTIONS) {
			if (options[name] !== undefined) settings[name] = read(`options.${name}`, displayName);
		}
	} else if (options !== undefined) {
		Object.assign(settings, read('options', 'Options'));
	}
	return { ...settings, ...(unreadable && { unreadable }) };
}

/** n8n's own words quote no values; those of JavaScript may. */
function reasonOf(error: unknown): string {
	return error instanceof ExpressionError ? error.message : 'Its expression fails.';
}
