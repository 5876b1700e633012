import type { NextFunction, RequestHandler } from 'express';
import type { Arrival } from './http';

/** Words by which a middleware of Express leaves its route. */
const LEAVING: ReadonlySet<unknown> = new Set(['route', 'router']);

/** The functions of Node-RED's `httpNodeMiddleware`, which may be one or several. */
export function handlersOf(setting: unknown): RequestHandler[] {
	const handlers: unknown[] = Array.isArray(setting) ? setting.flat(Infinity) : [setting];
	// Those with four parameters are for errors, which Express hands on.
	return handlers.filter(
		(handler): handler is RequestHandler => typeof handler === 'function' && handler.length < 4,
	);
}

/**
 * Runs middleware as Express does.
 *
 * @param then called when all of them have let the call pass
 */
export function runMiddleware(
	handlers: readonly RequestHandler[],
	arrival: Arrival,
	then: () => void,
): void {
	const rest = [...handlers, then];
	const step: NextFunction = (error?: unknown) => {
		const handler = rest.shift();
		if (LEAVING.has(error)) arrival.next();
		else if (error) arrival.next(error);
		else if (handler) attempt(handler, arrival, step);
	};
	step();
}

function attempt(
	handler: RequestHandler,
	{ request, response, next }: Arrival,
	step: NextFunction,
) {
	try {
		const result: unknown = handler(request, response, step);
		// Express leaves a promise alone, and Node.js ends when it fails.
		if (result instanceof Promise) result.catch(next);
	} catch (error) {
		next(error);
	}
}
