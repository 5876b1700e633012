import type { RequestHandler } from 'express';
import type { IncomingCall } from '../../io/http';
import { callOf } from '../../io/readCall';
import { refusalQueue } from '../../io/refusalQueue';
import { throttleByKind } from '../../io/throttle';
import type { Timers } from '../../io/timers';
import { KEY_HEADER, readTriggerSettings, receive } from '../../protocol';
import type { DeployedWebhooks } from './deployedWebhooks';
import { parkedCalls } from './parkedCalls';
import type { Listener, CallTaker } from './listener';
import { handlersOf } from './middleware';
import { forEachReporting } from './nodeLog';
import { routeOf } from './paths';
import { routeOwners } from './routeOwners';
import { wayIn } from './wayIn';
import { answerWithoutFlow } from './withoutFlow';

export interface Webhooks {
	readonly middleware: RequestHandler;
	open(route: string, listener: Listener): void;
	close(route: string, listener: Listener): void;
	readDeployed(deployed: DeployedWebhooks): void;
	flowsChanged(): void;
	flowsRestart(): void;
	/** Hands the held calls to the listeners that have started. */
	flowsStarted(): void;
	/** Answers held and new calls at once, because the flows will not start soon. */
	flowsEnded(): void;
	endHeld(): void;
}

export interface WebhooksContext {
	readonly timers: Timers;
	readonly areFlowsRunning: boolean;
	readonly httpNodeMiddleware: unknown;
	isServedElsewhere(route: string): boolean;
	report(error: unknown): void;
}

/** This many refusals take a tenth of a processor: `npm run bench flood`. */
const REFUSALS_A_SECOND = 500;

const UNCHECKED =
	'Refused a call to a sine in: its flow does not run, and its API key is only known when it does.';

/** Serves all webhooks by one middleware, so that Node-RED's router stays as it is on a deploy. */
export function webhooks(context: WebhooksContext): Webhooks {
	const { timers, report } = context;
	const owners = routeOwners(context.isServedElsewhere);
	const queueRefusal = refusalQueue(timers, REFUSALS_A_SECOND);
	const beforeFlowsLoad = targetBeforeFlowsLoad(timers, report);
	let deployed: DeployedWebhooks = { find: () => null, forget: () => undefined };
	let flows: 'running' | 'restarting' | 'ended' = context.areFlowsRunning
		? 'running'
		: 'restarting';
	const held = parkedCalls({ timers, targetOf, dispatch, report });
	const enter = wayIn({
		timers,
		middleware: handlersOf(context.httpNodeMiddleware),
		targetOf,
		dispatch,
		report,
	});

	/** While the flows do not run, the deployed flows say who answers, and with which key. */
	function targetOf({ request }: IncomingCall, route: string): CallTaker | undefined {
		if (flows === 'running') {
			const listener = owners.ownerOf(route);
			return listener && { listener, isKeyKnown: true };
		}
		const target = deployed.find(route);
		if (target !== null) return target;
		return KEY_HEADER in request.headers ? beforeFlowsLoad : undefined;
	}

	function dispatch(call: IncomingCall, route: string): void {
		const target = targetOf(call, route);
		if (!target) {
			call.next();
			return;
		}
		const { listener } = target;
		try {
			if (flows === 'restarting') held.hold(call, route, target);
			else if (flows === 'ended') answerWithoutFlow(call, listener);
			else owners.ownerOf(route)?.take(call, receive(callOf(call), listener.settings));
		} catch (error) {
			// Sine gets a reply even when our own code fails.
			report(error);
			answerWithoutFlow(call, listener);
		}
	}

	return {
		middleware(request, response, next) {
			if (request.method !== 'POST') {
				next();
				return;
			}
			const times = { receivedAt: Date.now(), startedAt: performance.now() };
			enter({ request, response, next, queueRefusal, ...times }, routeOf(request.path));
		},
		open(route, listener) {
			owners.add(route, listener);
			if (flows === 'running') owners.claim(listener);
		},
		close(route, listener) {
			owners.remove(route, listener);
		},
		readDeployed(reader) {
			deployed = reader;
		},
		flowsChanged() {
			deployed.forget();
		},
		flowsRestart() {
			flows = 'restarting';
			// The keys of held calls may be known now, so these calls are checked again.
			held.release();
		},
		flowsStarted() {
			flows = 'running';
			forEachReporting(owners.listeners(), report, owners.claim);
			held.release();
		},
		flowsEnded() {
			flows = 'ended';
			held.end();
		},
		endHeld: held.end,
	};
}

function targetBeforeFlowsLoad(timers: Timers, report: (line: string) => void): CallTaker {
	const warnings = throttleByKind<string>(timers, report);
	return {
		listener: {
			settings: readTriggerSettings({}, null, ''),
			callRefused: () => {
				warnings.add('unknown', UNCHECKED);
			},
			answered: () => undefined,
			answeredWithoutFlow: () => undefined,
			log: () => undefined,
		},
		isKeyKnown: false,
	};
}
