// Answers that are due at the same moment wait for each other: `npm run bench deadlines`.
const HEAD_START_MS = 50;

/** Milliseconds from the call's arrival, for `answerWithin` in seconds. */
export function decisionTime(answerWithin: number): number {
	return answerWithin * 1000 - HEAD_START_MS;
}
