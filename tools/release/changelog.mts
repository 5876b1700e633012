/** The heading under which contributors write what users notice. */
export const UNRELEASED = 'Unreleased';

/**
 * What stands in the changelog under a heading of the second level.
 *
 * @param title what the heading starts with, a version or `Unreleased`
 * @returns undefined where there is no such heading
 */
export function notesOf(changelog: string, title: string): string | undefined {
	const sections = changelog.split(/^## /m).slice(1);
	const section = sections.find((text) => text.split(/\s/)[0] === title);
	return section?.slice(section.indexOf('\n')).trim();
}

/**
 * Moves what is unreleased under a version.
 *
 * @param date as ISO 8601 writes a day
 */
export function withRelease(changelog: string, version: string, date: string): string {
	return changelog.replace(/^## Unreleased$/m, `## ${UNRELEASED}\n\n## ${version} - ${date}`);
}
