import type { NodeAPI } from 'node-red';
import { createTimers, type Timers } from '../../io/timers';
import { callLog, type CallLog } from './callLog';
import { waitingCalls, type Calls } from './waitingCalls';
import { definitionsOf } from './definitions';
import { isServedByExpress } from './expressRoutes';
import { followErrors } from './flowErrors';
import { followDeploys } from './followDeploys';
import { answerBeforeTheEnd } from './processEnd';
import { report } from './nodeLog';
import { webhooks, type Webhooks } from './webhooks';
import { wiringOf, type Wiring } from './wiring';

export interface Runtime {
	readonly timers: Timers;
	readonly calls: Calls;
	readonly callLog: CallLog;
	readonly webhooks: Webhooks;
	readonly wiring: Wiring;
}

let current: { readonly httpNode: unknown; readonly runtime: Runtime; detach(): void } | undefined;

/** Every module gets its own `RED`, but all of them share one runtime until Node-RED is set up anew. */
export function runtimeOf(RED: NodeAPI): Runtime {
	if (current?.httpNode === RED.httpNode) return current.runtime;
	current?.detach();
	// A Node-RED that is set up again still has the flows of the one before.
	current = attach(RED, current === undefined && definitionsOf(RED) !== undefined);
	return current.runtime;
}

function attach(RED: NodeAPI, areFlowsRunning: boolean) {
	const timers = createTimers((error) => {
		report(RED, error);
	});
	const shared = {
		timers,
		calls: waitingCalls(),
		callLog: callLog(),
		webhooks: webhooks({
			timers,
			areFlowsRunning,
			httpNodeMiddleware: (RED.settings as { httpNodeMiddleware?: unknown }).httpNodeMiddleware,
			isServedElsewhere: (route) => isServedByExpress(RED.httpNode, route),
			report(error) {
				report(RED, error);
			},
		}),
	};
	RED.httpNode.use(shared.webhooks.middleware);
	const stopFollowingDeploys = followDeploys(RED, shared);
	// After a deploy, held calls must be handed over before the wiring is checked.
	const wiring = wiringOf(RED);
	const runtime: Runtime = { ...shared, wiring };
	followErrors(RED, runtime);
	const stopWatchingForTheEnd = answerBeforeTheEnd(RED, runtime);
	return {
		httpNode: RED.httpNode as unknown,
		runtime,
		detach() {
			stopFollowingDeploys();
			wiring.detach();
			stopWatchingForTheEnd();
			RED.hooks.remove('*.sine');
		},
	};
}
