import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

const IN_PLACE_OF: Readonly<Record<string, string>> = { '<': '‹', '>': '›' };

/** n8n shows errors as text in a dialog but as HTML in notifications, so entities would not do. */
export function nodeError(
	context: IExecuteFunctions,
	cause: string | Error,
	options: { readonly itemIndex?: number; readonly description?: string },
): NodeOperationError {
	const error = new NodeOperationError(context.getNode(), cause, options);
	error.message = error.message.replace(/[<>]/g, (sign) => IN_PLACE_OF[sign] ?? sign);
	return error;
}
