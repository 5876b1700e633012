import { readExample, withKey } from '../../../tools/hosts/example.mts';
import type { CodeBlock } from '../../unit/docs/pages';
import { KEYS } from '../../tables/requests';
import { TestNodeRed } from '../server';
import { runJavaScript } from './javascript';
import { checkJson } from './json';
import { checkList } from './list';
import { Shell } from './shell';

/** Runs or checks the code blocks of pages, with a real Node-RED at hand. */
export class CodeBlockRunners {
	readonly #nodeRed = new TestNodeRed('5');
	readonly #shell = new Shell();

	/** By the language of a block. */
	readonly #runners: Readonly<Record<string, (block: CodeBlock) => unknown>> = {
		javascript: (block) => runJavaScript(block, this.#nodeRed),
		js: (block) => runJavaScript(block, this.#nodeRed),
		json: checkJson,
		csv: checkList,
		sh: (block) => this.#runCommands(block),
		text: (block) => this.#compareOutput(block),
	};

	async start(): Promise<void> {
		await this.#shell.open();
		await this.#nodeRed.start();
	}

	async stop(): Promise<void> {
		await this.#shell.close();
		await this.#nodeRed.stop();
	}

	async run(block: CodeBlock): Promise<void> {
		const runner = this.#runners[block.language];
		if (!runner) {
			throw new Error(
				`${block.where}: nothing runs a code block in "${block.language}". There are runners for ${Object.keys(this.#runners).join(', ')}; a new one is a line in test/node-red/codeBlocks/runners.ts.`,
			);
		}
		await runner(block);
	}

	/** As a user does who has the quick start before them. */
	async #runCommands(block: CodeBlock): Promise<string> {
		await this.#nodeRed.deploy(...withKey(await readExample(1), KEYS.apiKey));
		const webhookUrl = `${this.#nodeRed.server.url}/sine`;
		return await this.#shell.run(block, { API_KEY: KEYS.apiKey, WEBHOOK_URL: webhookUrl });
	}

	async #compareOutput({ code, where, before }: CodeBlock): Promise<void> {
		if (before?.language !== 'sh') {
			throw new Error(
				`${where}: a text block holds what the sh block above it writes, and there is none.`,
			);
		}
		const output = timeless(await this.#runCommands(before));
		if (timeless(code) !== output) {
			throw new Error(
				`${where}: this is not what the commands above it write, which is:\n${output}`,
			);
		}
	}
}

function timeless(output: string): string {
	return output.trimEnd().replace(/\b\d+ ms\b/g, '… ms');
}
