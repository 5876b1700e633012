import { KEYS } from '../tables/requests';

/** What the log of a host must be like, whatever happened. */
export function expectCleanLog(log: string): void {
	expect(log).not.toContain(KEYS.apiKey);
	expect(log).not.toContain(KEYS.previousApiKey);
	expect(log).not.toMatch(/headers (?:already sent|after they are sent)|ERR_HTTP|unhandled/i);
}
