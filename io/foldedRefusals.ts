import type { Alarms } from '../clock/alarms';
import { refusalLog, type LogLine, type Refusal } from '../protocol';

/** Logs the refusals of one node: a line a second for each reason at most, with the number of the others. */
export interface FoldedRefusals {
	/** @param write logs a line; called now, or for the lines that are due later */
	add(refusal: Refusal, write: (line: LogLine) => void): void;
	/** Logs what has not been logged yet. */
	end(): void;
}

export function foldedRefusals(alarms: Alarms): FoldedRefusals {
	const log = refusalLog();
	let write: (line: LogLine) => void = () => undefined;
	let cancel: (() => void) | undefined;

	const writeDue = () => {
		cancel = undefined;
		const now = performance.now();
		log.takeDue(now).forEach(write);
		schedule(now);
	};
	const schedule = (now: number) => {
		const dueAt = log.dueAt();
		if (dueAt !== undefined) cancel ??= alarms.after(dueAt - now, writeDue);
	};

	return {
		add({ reason, log: line }, writeLine) {
			const now = performance.now();
			write = writeLine;
			const due = log.add(reason, line, now);
			if (due) write(due);
			schedule(now);
		},
		end() {
			cancel?.();
			cancel = undefined;
			log.takeAll(performance.now()).forEach(write);
		},
	};
}
