import type { IExecuteFunctions } from 'n8n-workflow';
import { CHECK_SETTINGS, decideByChecks, isJsonObject, type ChecksDecision } from '../../protocol';
import { nodeError } from '../nodeError';
import { visitOfCall } from './visitOfCall';

export function decideByChecksOf(context: IExecuteFunctions): ChecksDecision {
	const visit = visitOfCall(context);
	if (visit === undefined) {
		throw nodeError(context, 'The Sine Trigger before this node has not run', {
			description: 'The checks need the event that Sine sent. Execute the whole workflow.',
		});
	}
	return decideByChecks({
		checks: storedChecks(context),
		visit,
		now: Date.now(),
		timeZone: context.getTimezone(),
		// An expression that fails here must not end the run before somebody is turned away.
		get adminNotes() {
			return context.getNodeParameter('adminNotes', 0, '');
		},
		get visitorNotes() {
			return context.getNodeParameter('visitorNotes', 0, '');
		},
	});
}

/** n8n takes no expression for the type. */
const FIELDS = Object.keys(CHECK_SETTINGS).filter((name) => name !== 'type');

/** A field whose expression fails is a list or a text that cannot be read, not a failed workflow. */
function storedChecks(context: IExecuteFunctions): unknown {
	const { checks }: { readonly checks?: unknown } = context.getNode().parameters;
	const stored = isJsonObject(checks) ? (checks.check ?? []) : checks;
	if (!Array.isArray(stored)) return stored ?? [];
	return stored.map((check: unknown, index): unknown => {
		if (!isJsonObject(check)) return check;
		const fields = FIELDS.filter((name) => check[name] !== undefined).map((name) => {
			return [name, valueOf(context, `checks.check[${index}].${name}`)];
		});
		return { type: check.type, ...(Object.fromEntries(fields) as object) };
	});
}

function valueOf(context: IExecuteFunctions, path: string): unknown {
	try {
		const value: unknown = context.getNodeParameter(path, 0);
		return Array.isArray(value) ? value.map(rowOf) : (value ?? null);
	} catch {
		return null;
	}
}

/** An expression may give n8n's items, each with a row in it. */
function rowOf(entry: unknown): unknown {
	return isJsonObject(entry) && isJsonObject(entry.json) ? entry.json : entry;
}
