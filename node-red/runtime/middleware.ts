import type { NextFunction, RequestHandler } from 'express';
import type { IncomingCall } from '../../io/http';

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
 * @param report hears of an error of one that had let the call pass
 */
export function runMiddleware(
	handlers: readonly RequestHandler[],
	call: IncomingCall,
	then: () => void,
	report: (error: unknown) => void,
): void {
	const rest = [...handlers, then];
	const run = () => {
		const handler = rest.shift();
		if (!handler) return;
		let isPassed = false;
		const pass: NextFunction = (error?: unknown) => {
			if (isPassed) return;
			isPassed = true;
			if (LEAVING.has(error)) call.next();
			else if (error) call.next(error);
			else run();
		};
		attempt(handler, call, pass, (error) => {
			// What fails after it has let the call pass must not answer in the place of the flow.
			if (isPassed) report(error);
			else pass(error);
		});
	};
	run();
}

function attempt(
	handler: RequestHandler,
	{ request, response }: IncomingCall,
	pass: NextFunction,
	failed: (error: unknown) => void,
) {
	try {
		const result: unknown = handler(request, response, pass);
		// Express leaves a promise alone, and Node.js ends when it fails.
		if (result instanceof Promise) result.catch(failed);
	} catch (error) {
		failed(error);
	}
}
