import type { RequestHandler } from 'express';
import type { IncomingCall } from '../../io/http';
import { refusalQueue } from '../../io/refusalQueue';
import { throttleByKind } from '../../io/throttle';
import type { Timers } from '../../io/timers';
import { KEY_HEADER, readTriggerSettings, receive } from '../../protocol';
import type { DeployedWebhooks } from './deployedWebhooks';
import { heldCalls } from './heldCalls';
import type { Listener, Target } from './listener';
import { handlersOf } from './middleware';
import { forEachReporting } from './nodeLog';
import { routeOf } from './paths';
import { routeOwners } from './routeOwners';
import { wayIn } from './wayIn';
import { answerWithoutFlow, callOf } from './withoutFlow';

export interface Webhooks {
	readonly middleware: RequestHandler;
	/** Claims a route for a listener, once flows have started. The first one keeps it. */
	open(route: string, listener: Listener): void;
	close(route: string, listener: Listener): void;
	/** Says where the deployed flows are read. */
	readDeployed(deployed: DeployedWebhooks): void;
	/** The deployed flows have changed, or what they need. */
	flowsChanged(): void;
	/** From now on calls are held. */
	flowsRestart(): void;
	/** The held calls go to whoever listens now. */
	flowsStarted(): void;
	/** From now on calls are answered at once, the held ones too: the flows will not start soon. */
	flowsEnded(): void;
	/** The held calls are answered at once. */
	endHeld(): void;
}

/** What webhooks need of Node-RED. */
export interface WebhooksContext {
	readonly timers: Timers;
	/** Whether the flows have started already. */
	readonly areFlowsRunning: boolean;
	/** Node-RED's `httpNodeMiddleware`. */
	readonly middleware: unknown;
	/** Whether a node of another kind serves a route. */
	isTaken(route: string): boolean;
	/** Hears of what a node of ours threw. */
	report(error: unknown): void;
}

/** They take a tenth of a processor: `npm run bench flood`. */
const REFUSALS_A_SECOND = 500;

const UNCHECKED =
	'Refused a call to a sine in: its flow does not run, and its API key is only known when it does.';

/**
 * All webhooks of a runtime behind one middleware, so that nothing is added to Node-RED's router or
 * taken from it when flows change.
 */
export function webhooks(context: WebhooksContext): Webhooks {
	const { timers, report } = context;
	const owners = routeOwners(context.isTaken);
	const refuse = refusalQueue(timers, REFUSALS_A_SECOND);
	const unknown = unknownTarget(timers, report);
	let deployed: DeployedWebhooks = { find: () => null, forget: () => undefined };
	let flows: 'running' | 'restarting' | 'ended' = context.areFlowsRunning
		? 'running'
		: 'restarting';
	const held = heldCalls({ timers, targetOf, hand, report });
	const enter = wayIn({
		timers,
		middleware: handlersOf(context.middleware),
		targetOf,
		hand,
		report,
	});

	/** While flows do not run, those that are deployed say who answers, and with which key. */
	function targetOf({ request }: IncomingCall, route: string): Target | undefined {
		if (flows === 'running') {
			const listener = owners.ownerOf(route);
			return listener && { listener, isKeyKnown: true };
		}
		const target = deployed.find(route);
		if (target !== null) return target;
		return KEY_HEADER in request.headers ? unknown : undefined;
	}

	/** Hands a call, whose body has been read, to who answers it now. */
	function hand(call: IncomingCall, route: string): void {
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
			// Never a 500, and never a process that ends: whatever failed, Sine gets a reply.
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
			enter({ request, response, next, refuse, ...times }, routeOf(request.path));
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
			// More is known of their keys now.
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

/** What answers where nothing is known of the flows yet. */
function unknownTarget(timers: Timers, report: (line: string) => void): Target {
	const unchecked = throttleByKind<string>(timers, report);
	return {
		listener: {
			settings: readTriggerSettings({}, null, ''),
			refused: () => {
				unchecked.add('unknown', UNCHECKED);
			},
			unstarted: () => undefined,
			log: () => undefined,
		},
		isKeyKnown: false,
	};
}
