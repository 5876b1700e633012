/** An older version may have saved the node without some of its properties. */
export function fillInDefaults(node: EditorNode): void {
	const values = node as unknown as Record<string, unknown>;
	for (const [name, { value }] of Object.entries(node._def.defaults)) {
		if (values[name] !== undefined) continue;
		values[name] = structuredClone(value);
		const field = $(`#node-input-${name}`);
		if (field.is(':checkbox')) field.prop('checked', value === true);
		else field.val(String(value));
	}
}
