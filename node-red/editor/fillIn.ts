/**
 * Gives a node its defaults for what it lacks, as the runtime does: an older version may have saved
 * it. To be called before a dialog is prepared.
 */
export function fillIn(node: EditorNode): void {
	const values = node as unknown as Record<string, unknown>;
	for (const [name, { value }] of Object.entries(node._def.defaults)) {
		if (values[name] !== undefined) continue;
		values[name] = structuredClone(value);
		const field = $(`#node-input-${name}`);
		if (field.is(':checkbox')) field.prop('checked', value === true);
		else field.val(String(value));
	}
}
