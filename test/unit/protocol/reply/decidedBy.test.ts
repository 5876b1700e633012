import {
	decidedByText,
	readDecidedBy,
	unreadablePartIn,
	type DecidedBy,
} from '../../../../protocol/reply/decidedBy';

/** The words of the contract, to the letter. */
const WORDS: ReadonlyArray<readonly [string, DecidedBy]> = [
	['flow', { by: 'flow' }],
	['flow; why=decision', { by: 'flow', why: 'decision' }],
	['flow; why=list', { by: 'flow', why: 'list' }],
	['no-answer; why=failed', { by: 'no-answer', why: 'failed' }],
	['no-answer; why=ended', { by: 'no-answer', why: 'ended' }],
	['no-answer; why=deadline', { by: 'no-answer', why: 'deadline' }],
	['no-answer; why=refused', { by: 'no-answer', why: 'refused' }],
	['no-answer; why=unanswerable', { by: 'no-answer', why: 'unanswerable' }],
	['no-answer; why=stopped', { by: 'no-answer', why: 'stopped' }],
	['no-answer; why=unknown-event', { by: 'no-answer', why: 'unknown-event' }],
	['not-asked; why=event', { by: 'not-asked', why: 'event' }],
	['not-asked; why=visitor-type', { by: 'not-asked', why: 'visitor-type' }],
	['not-asked; why=site', { by: 'not-asked', why: 'site' }],
	['accepted', { by: 'accepted' }],
];

test.each(WORDS)('%s is written and read', (text, decidedBy) => {
	expect(decidedByText(decidedBy)).toBe(text);
	expect(readDecidedBy(text)).toEqual(decidedBy);
});

test.each([
	undefined,
	'',
	'Flow',
	'flow;why=list',
	'flow; why=failed',
	'no-answer',
	'not-asked; why=Eve',
	'accepted; why=decision',
	'flow, flow',
	'constructor',
	'__proto__',
])('%j is none of the words', (text) => {
	expect(readDecidedBy(text)).toBeUndefined();
});

test.each([
	['flow; why=decision', 'decision'],
	['flow; why=list', 'list'],
	['flow', undefined],
	['no-answer; why=deadline', undefined],
	['not-asked; why=site', undefined],
	['Eve', undefined],
	[undefined, undefined],
])('a flow that says %j could not read: %j', (text, part) => {
	expect(unreadablePartIn(text)).toBe(part);
});
