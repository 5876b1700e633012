import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/** Waits until a condition holds; false when it does not within so many milliseconds. */
export async function until(
	holds: () => Promise<boolean>,
	withinMs: number,
	lookEveryMs = LOOK_EVERY_MS,
): Promise<boolean> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		if (await holds()) return true;
		if (Date.now() >= deadline) return false;
		await wait(lookEveryMs);
	}
}
