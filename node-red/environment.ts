/** Whether a text names an environment variable, which Node-RED puts in its place when it starts. */
export function isFromEnvironment(text: string): boolean {
	return /^\$(?:\{[a-z_]\w*\}|\([a-z_]\w*\))$/i.test(text.trim());
}
