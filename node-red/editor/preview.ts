import { BY_CHECKS, DEFAULT_REJECTION_MESSAGE, type Decision } from '../../protocol';

export interface PreviewField {
	/** As a typed input names it: `str` is a fixed text. */
	readonly type: string;
	readonly value: string;
	/** Whether the empty text stands for the message property of the field's name. */
	readonly isUntouched: boolean;
}

export interface PreviewLine {
	readonly decision: Decision;
	/** What the visitor reads; `null` where only a message tells. */
	readonly text: string | null;
	/** What the text, or another one in its place, depends on. */
	readonly source: string | null;
}

interface PreviewFields {
	readonly visitorNotes: PreviewField;
	readonly rejectionMessage: PreviewField;
}

export function previewOf(decision: string, fields: PreviewFields): PreviewLine[] {
	const lines: readonly PreviewLine[] = [
		lineOf('SUCCESS', fields.visitorNotes, 'msg.visitorNotes', ''),
		lineOf('REJECTED', fields.rejectionMessage, 'msg.rejectionMessage', DEFAULT_REJECTION_MESSAGE),
	];
	if (decision === 'msg') return [...lines];
	// The checks have rejection messages of their own.
	const shown = decision === BY_CHECKS.value ? 'SUCCESS' : decision;
	return lines.filter((line) => line.decision === shown);
}

function lineOf(
	decision: Decision,
	{ type, value, isUntouched }: PreviewField,
	standard: string,
	whenEmpty: string,
): PreviewLine {
	if (isUntouched) return { decision, text: whenEmpty, source: standard };
	if (type === 'str') return { decision, text: value.trim() ? value : whenEmpty, source: null };
	return { decision, text: null, source: SOURCES[type]?.(value) ?? value };
}

const SOURCES: Readonly<Record<string, (value: string) => string>> = {
	msg: (value) => `msg.${value}`,
	flow: (value) => `flow.${value}`,
	global: (value) => `global.${value}`,
	env: (value) => `\${${value}}`,
};
