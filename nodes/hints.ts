import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** n8n takes hints for HTML, with images and links. */
export function showHints(
	context: IExecuteFunctions,
	texts: Iterable<string>,
	type: NodeExecutionHint['type'] = 'warning',
): void {
	const hints = [...texts].map((text) => ({
		message: text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign),
		type,
		location: 'outputPane' as const,
	}));
	context.addExecutionHints(...hints);
}
