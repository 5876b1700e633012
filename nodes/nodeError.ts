import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

const IN_PLACE_OF: Readonly<Record<string, string>> = { '<': '‹', '>': '›' };

/**
 * An error of a node that cannot become a link or an image: n8n shows the message as text in the dialog
 * of the node, but takes it for HTML in its notifications. So entities would not do.
 */
export function nodeError(
	context: IExecuteFunctions,
	cause: string | Error,
	options: { readonly itemIndex?: number; readonly description?: string },
): NodeOperationError {
	const error = new NodeOperationError(context.getNode(), cause, options);
	error.message = error.message.replace(/[<>]/g, (sign) => IN_PLACE_OF[sign] ?? sign);
	return error;
}
