import type { CallSummary, DecidedBy } from '../../protocol';

/** What came of one call. The visitor and the reply are kept only where the user asked for it. */
export interface LoggedCall extends Omit<CallSummary, 'visitor'> {
	readonly at: number;
	/** From the arrival of the call to its response. */
	readonly milliseconds: number;
	readonly code: 'SUCCESS' | 'REJECTED' | null;
	readonly decidedBy: DecidedBy;
	readonly waits: boolean;
	readonly simulated: boolean;
	readonly visitor?: string | null;
	readonly reply?: string | null;
}

export interface CallLog {
	/** `id` is that of the sine in as it stands in the editor. */
	add(id: string, call: LoggedCall): void;
	callsOf(id: string): readonly LoggedCall[];
	/** Names in calls since Node-RED started. */
	seenBy(id: string): Readonly<Record<Seen, readonly string[]>>;
	forget(id: string): void;
}

type Seen = 'visitorTypes' | 'sites';

const MOST_CALLS = 50;
const MOST_NAMES = 100;

interface Entries {
	readonly calls: LoggedCall[];
	readonly visitorTypes: Set<string>;
	readonly sites: Set<string>;
}

export function callLog(): CallLog {
	const logs = new Map<string, Entries>();
	return {
		add(id, call) {
			const entries = logs.get(id) ?? { calls: [], visitorTypes: new Set(), sites: new Set() };
			logs.set(id, entries);
			entries.calls.unshift(call);
			entries.calls.splice(MOST_CALLS);
			addName(entries.visitorTypes, call.visitorType);
			addName(entries.sites, call.site);
		},
		callsOf: (id) => logs.get(id)?.calls ?? [],
		seenBy(id) {
			const { visitorTypes = [], sites = [] } = logs.get(id) ?? {};
			return { visitorTypes: [...visitorTypes], sites: [...sites] };
		},
		forget(id) {
			logs.delete(id);
		},
	};
}

function addName(names: Set<string>, name: string | null): void {
	if (name !== null && names.size < MOST_NAMES) names.add(name);
}
