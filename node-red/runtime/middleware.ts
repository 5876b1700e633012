import type { NextFunction, RequestHandler } from 'express';
import type { IncomingCall } from '../../io/http';

/** https://expressjs.com/en/guide/using-middleware.html */
const SKIP_TO_NEXT_ROUTE: ReadonlySet<unknown> = new Set(['route', 'router']);

export function handlersOf(httpNodeMiddleware: unknown): RequestHandler[] {
	const handlers: unknown[] = Array.isArray(httpNodeMiddleware)
		? httpNodeMiddleware.flat(Infinity)
		: [httpNodeMiddleware];
	// Express calls functions with four parameters only for errors.
	return handlers.filter(
		(handler): handler is RequestHandler => typeof handler === 'function' && handler.length < 4,
	);
}

/** Runs middleware as Express does. `report` gets the errors of handlers that have called `next`. */
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
			if (SKIP_TO_NEXT_ROUTE.has(error)) call.next();
			else if (error) call.next(error);
			else run();
		};
		attempt(handler, call, pass, (error) => {
			// A handler that has called `next` must not answer in the place of the flow.
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
		// Express 4 ignores promises, and Node.js exits when one is rejected.
		if (result instanceof Promise) result.catch(failed);
	} catch (error) {
		failed(error);
	}
}
