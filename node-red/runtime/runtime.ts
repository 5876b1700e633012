import type { NodeAPI } from 'node-red';
import { createTimers, type Timers } from '../../io/timers';
import { waitingCalls, type Calls } from './calls';
import { definitionsOf } from './definitions';
import { isServedByExpress } from './expressRoutes';
import { followErrors } from './flowErrors';
import { followDeploys } from './followDeploys';
import { answerBeforeTheEnd } from './processEnd';
import { report } from './nodeLog';
import { webhooks, type Webhooks } from './webhooks';
import { wiringOf, type Wiring } from './wiring';

/** What our nodes share in one Node-RED. */
export interface Runtime {
	readonly timers: Timers;
	readonly calls: Calls;
	readonly webhooks: Webhooks;
	readonly wiring: Wiring;
}

let current: { readonly httpNode: unknown; readonly runtime: Runtime; leave(): void } | undefined;

/** The one runtime behind every `RED` that Node-RED hands to our modules, until it is set up anew. */
export function runtimeOf(RED: NodeAPI): Runtime {
	if (current?.httpNode === RED.httpNode) return current.runtime;
	current?.leave();
	// Whatever flows there are in a Node-RED that is set up again, they are of the one before.
	current = join(RED, current === undefined && definitionsOf(RED) !== undefined);
	return current.runtime;
}

function join(RED: NodeAPI, areFlowsRunning: boolean) {
	const timers = createTimers((error) => {
		report(RED, error);
	});
	const shared = {
		timers,
		calls: waitingCalls(),
		webhooks: webhooks({
			timers,
			areFlowsRunning,
			middleware: (RED.settings as { httpNodeMiddleware?: unknown }).httpNodeMiddleware,
			isTaken: (route) => isServedByExpress(RED.httpNode, route),
			report(error) {
				report(RED, error);
			},
		}),
	};
	RED.httpNode.use(shared.webhooks.middleware);
	const unfollow = followDeploys(RED, shared);
	// Behind the calls that a deploy releases: they go to nodes that have been wired.
	const wiring = wiringOf(RED);
	const runtime: Runtime = { ...shared, wiring };
	followErrors(RED, runtime);
	const endWatch = answerBeforeTheEnd(RED, runtime);
	return {
		httpNode: RED.httpNode as unknown,
		runtime,
		leave() {
			unfollow();
			wiring.leave();
			endWatch();
			RED.hooks.remove('*.sine');
		},
	};
}
