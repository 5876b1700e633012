import { readPage } from '../unit/docs/pages';
import { CodeBlockRunners } from './codeBlocks/runners';

const runners = new CodeBlockRunners();
beforeAll(() => runners.start(), 300_000);
afterAll(() => runners.stop());

async function run(text: string): Promise<void> {
	for (const block of readPage('page.md', text).codeBlocks) await runners.run(block);
}

describe('this check takes', () => {
	test.each([
		['an answer', '```json\n{ "code": "SUCCESS", "adminNotes": "Approved" }\n```'],
		[
			'fields of an event',
			'```json\n{ "site": { "name": "Acme Corp" }, "checkInAnswers": [] }\n```',
		],
		['a list', '```csv blockList\nname,email\nSam Sample,\n```'],
		['other JSON', '```json\n["Visitor", "Contractor"]\n```'],
		['several commands', '```sh\ncd ~ # at home\nopenssl rand -hex 24 && npm test\n```'],
		['the output of commands', '```sh\necho Welcome\n```\n\nsays\n\n```text\nWelcome\n```'],
		[
			'a function node that decides',
			"```js node-red-function\nmsg.decision = msg.payload.visitor.company ? 'SUCCESS' : 'REJECTED';\nreturn msg;\n```",
		],
		[
			'a function node for another event',
			'```js node-red-function signin_after\nmsg.payload = { name: msg.payload.host.fullName.trim() };\nreturn msg;\n```',
		],
		[
			'a Code node for all items',
			"```js n8n-code\nreturn $input.all().map(({ json }) => ({ json: { ...json, decision: 'SUCCESS' } }));\n```",
		],
		[
			'a Code node for each item',
			'```js n8n-code\nreturn { name: $json.visitor.fullName.trim() };\n```',
		],
		['lines of a settings.js', '```js settings\nhttpServerOptions: { "trust proxy": 1 },\n```'],
		['a whole settings.js', "```js settings\nmodule.exports = { httpNodeRoot: '/flows' };\n```"],
	])('%s', async (_name, text) => {
		await run(text);
	});
});

describe('this check sees through', () => {
	test.each([
		[
			'a language without a runner',
			'```cobol\nSTOP RUN.\n```',
			'page.md:1: nothing runs a code block in "cobol".',
		],
		['no language', 'Text\n\n    indented', 'page.md:3: nothing runs a code block in "".'],
		['JSON that is not valid', '```json\n{ "a": 1, }\n```', 'page.md:1: this is not valid JSON.'],
		[
			'an event as it never was',
			'```json\n{ "eventKey": "1", "event": "signin_before" }\n```',
			'page.md:1: this simplified event is not what the protocol makes',
		],
		[
			'a field that no event has so',
			'```json\n{ "site": { "title": "Acme Corp" } }\n```',
			'page.md:1: these fields are not those',
		],
		[
			'items with a field that the simplified event does not have',
			'```json\n[{ "site": { "title": "Acme Corp" } }]\n```',
			'page.md:1: these fields are not those',
		],
		[
			'a body that Sine would not send',
			'```json\n{ "data": { "site": "Acme Corp" } }\n```',
			'page.md:1: this is not a body',
		],
		[
			'an answer that Sine would not take',
			'```json\n{ "code": "OK" }\n```',
			'page.md:1: this is not an answer',
		],
		[
			'a command that is not there',
			'```sh\necho 1\nkubectl get pods\n```',
			'page.md:1: the commands fail.\n1\n',
		],
		['a variable that is not there', '```sh\necho $URL\n```', 'page.md:1: the commands fail.'],
		[
			'a script that is not there',
			'```sh\nnpm run strat\n```',
			'package.json has no script "strat".',
		],
		[
			'a script that CI does not run',
			'```sh\nnpm start n9n\n```',
			'.ci/run does not run "npm run start n9n".',
		],
		[
			'a command of npm that nothing tests',
			'```sh\nnpm publish\n```',
			'No test runs "npm publish".',
		],
		[
			'another output',
			'```sh\necho Welcome\n```\n\n```text\nHello\n```',
			'page.md:5: this is not what the commands above it write, which is:\nWelcome',
		],
		[
			'an output of nothing',
			'```json\n1\n```\n\n```text\n1\n```',
			'page.md:5: a text block holds what the sh block above it writes',
		],
		[
			'JavaScript from nowhere',
			'```js\nreturn msg;\n```',
			'page.md:1: write where this JavaScript belongs behind the language',
		],
		[
			'an event that is not there',
			'```js n8n-code sign_in\nreturn [];\n```',
			'page.md:1: there is no event "sign_in".',
		],
		[
			'a function node that fails',
			'```js node-red-function\nreturn msg.payload.host.id;\n```',
			'page.md:1: the snippet fails',
		],
		[
			'a function node that loses the call',
			'```js node-red-function\nreturn { payload: 1 };\n```',
			'page.md:1: the snippet fails',
		],
		[
			'a Code node that fails',
			'```js n8n-code\nreturn [{ json: { id: $json.host.id } }];\n```',
			"Cannot read properties of null (reading 'id')",
		],
		[
			'a Code node that returns nothing',
			'```js n8n-code\n$json.visitor;\n```',
			'page.md:1: the snippet returns no item.',
		],
		[
			'a decision that is none',
			"```js n8n-code\nreturn { decision: 'YES' };\n```",
			'page.md:1: The decision is some text, which is none of',
		],
		['a list of no check', '```csv\nname\nSam\n```', 'page.md:1: say behind csv which check'],
		[
			'a list with a fault',
			'```csv register\nname,validUntil\nSam,31/12/2026\n```',
			'page.md:1: Line 2 validUntil is not a date',
		],
		['a column of no check', '```csv blockList\nname,badge\nSam,7\n```', 'no check reads badge'],
		['a list without rows', '```csv blockList\nname\n```', 'this list has no rows'],
		[
			'a setting that is not there',
			'```js settings\nhttpServerOption: {},\n```',
			'page.md:1: Node-RED has no setting httpServerOption.',
		],
	])('%s', async (_name, text, message) => {
		await expect(run(text)).rejects.toThrow(message);
	});
});
