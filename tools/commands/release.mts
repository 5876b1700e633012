// npm run release -- minor|patch|major|1.2.3: makes a release, and pushes nothing.
// npm run release -- check v1.2.3: whether a tag may be published; for the publishing workflow.
import { fileURLToPath } from 'node:url';
import { checkRelease, release } from '../release/release.mts';

const USAGE = 'Say what to release: "npm run release -- minor" (or patch, major, or a version).';
const root = fileURLToPath(new URL('../..', import.meta.url));
const [wanted, tag] = process.argv.slice(2);

try {
	if (wanted === undefined) throw new Error(USAGE);
	if (wanted === 'check') {
		checkRelease(root, tag ?? '');
		console.log(`${tag} agrees with package.json and CHANGELOG.md.`);
	} else {
		const today = new Date().toISOString().slice(0, 10);
		console.log((await release(root, wanted, today)).join('\n'));
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
