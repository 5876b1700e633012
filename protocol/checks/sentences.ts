import { quote } from '../quote';
import type { ListSummary } from './check';
import { CHECKS, type CheckType } from './checkTypes';
import type { ListFault } from './list';

const MOST_FAULTS_TOLD = 5;
const MOST_COLUMNS_TOLD = 10;

/** How many rows were read, what of them was not, and what is wrong. */
export function listRemarks(check: CheckType, list: ListSummary): string[] {
	const { faults, ignored, rows, shorter } = list;
	const count = `${rows} ${rows === 1 ? 'row was' : 'rows were'} read`;
	const short = shorter > 0 ? `, ${shorter} of them with fewer cells than the first line` : '';
	const names = ignored.slice(0, MOST_COLUMNS_TOLD).map((name) => quote(name));
	const more = ignored.length > names.length ? `, and ${ignored.length - names.length} more` : '';
	const unused = names.length > 0 ? ` These columns are not used: ${names.join(', ')}${more}.` : '';
	return [
		labelled(check, `${count}${short}.${unused}`),
		...faults.slice(0, MOST_FAULTS_TOLD).map((fault) => faultSentence(check, fault)),
	];
}

/** With the words of the list. */
export function faultSentence(check: CheckType, fault: ListFault): string {
	return labelled(check, faultText(fault));
}

/** The same, where the check is known. */
export function faultText(fault: ListFault): string {
	const found = fault.found === undefined ? '' : `${quote(fault.found)} `;
	return `${placeOf(fault)} ${found}${fault.problem}.`;
}

/** For logs, without the words of the list. */
export function logSentence(check: CheckType, [first]: readonly ListFault[]): string {
	const what = first ? `${placeOf(first)} ${first.problem}` : 'it could not be made';
	return `Correct the check ${quote(CHECKS[check].label.nodeRed)}: ${what}. The visitor was rejected.`;
}

/** The line and the column, for a badge. */
export function shortPlace({ place, column }: ListFault): string {
	return [place.toLowerCase(), column].filter(Boolean).join(' ') || 'list';
}

export function lackSentence(check: CheckType, lacks: string): string {
	return labelled(
		check,
		`the check-in has no ${lacks} to check, so the visitor was sent to the front desk.`,
	);
}

export function passedSentence(check: CheckType, remark: string): string {
	return labelled(check, `${remark}.`);
}

function labelled(check: CheckType, sentence: string): string {
	return `${CHECKS[check].label.nodeRed}: ${sentence}`;
}

/** In lower case, to stand within a sentence. */
function placeOf({ place, column }: ListFault): string {
	const where = [place.toLowerCase(), ...(column ? [`column ${column}`] : [])].filter(Boolean);
	return where.length > 0 ? where.join(', ') : 'the list';
}
