import { faultsOfCheck, isCheckType } from '../../../protocol';
import type { CodeBlock } from '../../unit/docs/pages';

/** Reads a list as the check does that the block names. */
export function checkList({ code, marks, where }: CodeBlock): void {
	if (!isCheckType(marks)) throw new Error(`${where}: say behind csv which check has this list.`);
	const { faults, ignored, rows } = faultsOfCheck({ type: marks, list: code }) ?? {
		faults: [],
		ignored: [],
		rows: 0,
	};
	const [fault] = faults;
	if (fault) throw new Error(`${where}: ${fault.place} ${fault.column} ${fault.problem}`);
	if (ignored.length > 0) throw new Error(`${where}: no check reads ${ignored.join(', ')}.`);
	if (rows === 0) throw new Error(`${where}: this list has no rows.`);
}
