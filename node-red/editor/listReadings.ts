import type { ListReading } from '../runtime/listReading';

export type Readings = ReadonlyArray<ListReading | null>;

const MOST_KEPT = 20;

const kept = new Map<string, Readings>();
const asked = new Set<string>();

export function knownReadings(checks: readonly unknown[]): Readings | undefined {
	return kept.get(JSON.stringify(checks));
}

/** Asks Node-RED, because its readers are too large for a dialog; `null` where it gives no answer. */
export function readLists(
	checks: readonly unknown[],
	show: (readings: Readings | null) => void,
): void {
	const body = JSON.stringify(checks);
	const known = kept.get(body);
	if (known) {
		show(known);
		return;
	}
	$.post({
		url: 'sine-respond/lists',
		contentType: 'application/json',
		data: `{"checks":${body}}`,
	})
		.done((readings: Readings) => {
			kept.set(body, readings);
			const [oldest = ''] = kept.keys();
			if (kept.size > MOST_KEPT) kept.delete(oldest);
			show(readings);
		})
		.fail(() => {
			show(null);
		});
}

/** The same once for each node and its checks, for its triangle. */
export function validateWhenRead(node: EditorNode, checks: readonly unknown[]): void {
	const question = node.id + JSON.stringify(checks);
	if (asked.has(question)) return;
	asked.add(question);
	readLists(checks, (readings) => {
		asked.delete(question);
		if (!readings) return;
		RED.editor.validateNode(node);
		RED.view.redraw();
	});
}
