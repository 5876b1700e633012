/** Node-RED's sidebar cuts the message of an error object, but shows a string in full. */
export function errorMessage(error: unknown): string {
	// JSONata's errors are not instances of Error.
	const { message } = (error ?? {}) as { readonly message?: unknown };
	if (typeof message === 'string' && message !== '') return message;
	if (typeof error !== 'object' || error === null) return String(error);
	if (error instanceof Error) return error.name;
	return jsonOf(error) ?? 'An error without words.';
}

function jsonOf(value: object): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}
