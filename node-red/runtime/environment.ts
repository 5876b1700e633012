/** Node-RED fills in a property only where the variable is the whole text. */
const VARIABLE = /^\$(?:\{(\S+)\}|\((\S+)\))$/;
const VARIABLE_IN_TEXT = /\$(?:\{([^\s}]+)\}|\(([^\s)]+)\))/;

export function variableIn(text: string): string | undefined {
	return nameIn(VARIABLE.exec(text));
}

export function hasVariable(text: string): boolean {
	return VARIABLE_IN_TEXT.test(text);
}

/** The environment variable that a text names, also where Node-RED does not fill it in. */
export function variableNamedIn(text: string): string | undefined {
	return variableIn(text.trim()) ?? nameIn(VARIABLE_IN_TEXT.exec(text));
}

export function isFromEnvironment(text: string): boolean {
	return variableIn(text.trim()) !== undefined;
}

function nameIn(match: RegExpExecArray | null): string | undefined {
	return match?.[1] ?? match?.[2];
}
