import { CHECK_SETTINGS } from '../settings/checks';
import type { Setting } from '../settings/setting';

/** Whether a check of the type, which may be anything, has the setting. */
export function isOfCheck(name: keyof typeof CHECK_SETTINGS, type: unknown): boolean {
	const { shownBy }: Setting = CHECK_SETTINGS[name];
	return shownBy?.values.some((value) => value === type) ?? true;
}
