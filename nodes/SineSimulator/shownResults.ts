import type { IExecuteFunctions } from 'n8n-workflow';
import type { Headline, SimulatorResult } from '../../protocol';
import { showHints } from '../hints';

/** Rejections may name the visitor, so that each item has another headline. */
const MOST_HEADLINES = 5;

export class ShownResults {
	readonly #headlines = new Map<string, Headline>();
	readonly #problems = new Set<string>();

	add({ headline, result }: { headline: Headline; result: SimulatorResult }): void {
		this.#headlines.set(headline.text, headline);
		for (const problem of result.problems) this.#problems.add(problem);
	}

	show(context: IExecuteFunctions): void {
		const headlines = [...this.#headlines.values()];
		for (const { text, isWarning } of headlines.slice(0, MOST_HEADLINES)) {
			showHints(context, [text], isWarning ? 'warning' : 'info');
		}
		const others = headlines.length - MOST_HEADLINES;
		if (others > 0) {
			showHints(context, [`${others} other results are in the output.`], 'info');
		}
		showHints(context, this.#problems);
	}
}
