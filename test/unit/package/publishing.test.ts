import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Step {
	readonly uses?: string;
	readonly run?: string;
}

interface Job {
	readonly permissions?: Readonly<Record<string, string>>;
	readonly environment?: string;
	readonly needs?: string;
	readonly steps?: readonly Step[];
}

const { jobs } = parse(readFileSync('.github/workflows/publish.yml', 'utf8')) as {
	readonly jobs: Readonly<Record<string, Job>>;
};
const holders = Object.entries(jobs).filter(([, job]) => job.permissions?.['id-token'] === 'write');
const runsOf = ({ steps = [] }: Job) => steps.map(({ run = '' }) => run).join('\n');

test('one job holds the identity that npm trusts, in an environment that GitHub protects', () => {
	expect(holders.map(([name, { environment }]) => [name, environment])).toEqual([
		['publish', 'npm'],
	]);
});

test('it runs nothing of the project or of its dependencies', () => {
	const [, publish] = holders[0]!;
	const actions = (publish.steps ?? []).flatMap(({ uses }) => uses?.replace(/@.*/, '') ?? []);
	expect(actions).toEqual(['actions/download-artifact', 'actions/setup-node']);
	const commands = runsOf(publish).match(/\b(?:npm|npx|node|yarn)\b [\w-]+/g);
	expect(new Set(commands)).toEqual(new Set(['npm config', 'npm publish']));
	expect(runsOf(publish)).toContain('npm publish package/*.tgz --ignore-scripts --provenance');
});

test('what it publishes was built from a tag on main, behind all checks', () => {
	const { build } = jobs;
	expect(runsOf(build!)).toContain('git merge-base --is-ancestor "$GITHUB_SHA" origin/main');
	expect([jobs.publish?.needs, build?.needs]).toEqual(['build', 'checks']);
});
