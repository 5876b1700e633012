export const DECISIONS = [
	{ value: 'SUCCESS', label: 'Approve', description: 'The visitor may check in.' },
	{ value: 'REJECTED', label: 'Reject', description: 'The visitor is turned away with a message.' },
] as const;

export type Decision = (typeof DECISIONS)[number]['value'];

export const BY_CHECKS = {
	value: 'CHECKS',
	label: 'By checks',
	description: 'The checks below decide, without code.',
} as const;

export type RespondDecision = Decision | (typeof BY_CHECKS)['value'];
