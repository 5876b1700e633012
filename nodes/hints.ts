import type { IExecuteFunctions } from 'n8n-workflow';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** n8n takes hints for HTML, with images and links. */
export function showHints(context: IExecuteFunctions, texts: Iterable<string>): void {
	const hints = [...texts].map((text) => ({
		message: text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign),
		type: 'warning' as const,
		location: 'outputPane' as const,
	}));
	context.addExecutionHints(...hints);
}
