/**
 * The address under which Sine reaches a path.
 *
 * @param origin where the editor is open, e.g. `https://flows.example.com`
 * @param root Node-RED's `httpNodeRoot`, e.g. `/api/`
 */
export function webhookUrl(origin: string, root: string, path: string): string {
	const trimmed = root.replace(/^\/+|\/+$/g, '');
	return [origin, ...(trimmed ? [trimmed] : [])].join('/') + path.trim();
}

/** Whether an address only works on the computer that it is used on. */
export function isLocal(hostname: string): boolean {
	return /^(?:localhost|127\.[\d.]+|\[::1\])$/i.test(hostname);
}

/** Whether a text is a path of this Node-RED, or a URL. */
export function looksLikeUrl(text: string): boolean {
	return /^\s*(?:\/|https?:\/\/[^\s/])\S*\s*$/i.test(text);
}
