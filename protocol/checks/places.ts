import { folded } from '../call/scope';
import type { CheckedVisit } from '../events/sineEvent';

interface Places {
	/** The name, id and external id of the site, to be compared. */
	readonly places: readonly string[];
	/** An external id alone may be that of something else. */
	readonly isKnown: boolean;
}

export function placesOf({ site: { name, id }, externalId }: CheckedVisit): Places {
	const own = [name, id].map(comparable).filter(Boolean);
	return { places: [...own, comparable(externalId)].filter(Boolean), isKnown: own.length > 0 };
}

function comparable(text: string | null): string {
	return folded(text ?? '');
}
