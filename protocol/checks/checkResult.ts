import type { ListFault } from './list';

/** Which of the check's messages the visitor reads; `desk` is the one for what cannot be checked. */
export type CheckMessage = 'message' | 'expiredMessage' | 'desk';

export type CheckResult =
	| {
			readonly passes: true;
			readonly deskNote?: string;
			/** Goes on behind the check's label, for whoever looks at the node. */
			readonly remark?: string;
	  }
	| {
			readonly passes: false;
			readonly message: CheckMessage;
			/** For the words in braces of the message. */
			readonly words?: Readonly<Record<string, string>>;
			readonly deskNote?: string | undefined;
			/** What of the visit is missing, for a sentence. */
			readonly lacks?: string;
			readonly faults?: readonly ListFault[];
	  };

export const PASSES: CheckResult = { passes: true };
export const FAILS: CheckResult = { passes: false, message: 'message' };

export function cannotBeMade(faults: readonly ListFault[]): CheckResult {
	return { passes: false, message: 'desk', faults };
}

export function lacking(what: string): CheckResult {
	return { passes: false, message: 'desk', lacks: what };
}
