import type { RequestHandler } from 'express';
import {
	bodyLimitOf,
	decisionTime,
	flowOf,
	KEY_HEADER,
	receive,
	refuseByHead,
	refuseUnread,
} from '../../protocol';
import type { Alarms } from '../../io/alarms';
import { onceASecond } from '../../io/onceASecond';
import { refusalQueue } from '../../io/refusalQueue';
import { callOf, endHeldUp, giveUp, isOver, turnAway } from './answerForFlow';
import type { DeployedWebhooks } from './deployedWebhooks';
import { isRead, parseRead, readBody, timeLeft, type Arrival } from '../../io/http';
import type { Listener, Target, Told } from './listener';
import { handlersOf, runMiddleware } from './middleware';
import { routeOf } from './paths';
import { routeOwners } from './routeOwners';

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
	giveUpHeld(): void;
}

/** What webhooks need of Node-RED. */
export interface Surroundings {
	readonly alarms: Alarms;
	/** Whether the flows have started already. */
	readonly areFlowsRunning: boolean;
	/** Node-RED's `httpNodeMiddleware`. */
	readonly middleware: unknown;
	/** Whether a node of another kind serves a route. */
	isTaken(route: string): boolean;
	/** Hears of what a node of ours threw. */
	report(error: unknown): void;
}

/** How many calls are held whose key cannot be checked before the flows have started. */
const MOST_UNCHECKED = 100;

/** They take a tenth of a processor. */
const REFUSALS_A_SECOND = 500;

const UNCHECKED =
	'Refused a call to a sine in: its flow does not run, and its API key is only known when it does.';

/**
 * All webhooks of a runtime behind one middleware, so that nothing is added to Node-RED's router or
 * taken from it when flows change.
 */
export function webhooks(surroundings: Surroundings): Webhooks {
	const { alarms } = surroundings;
	const handlers = handlersOf(surroundings.middleware);
	const owners = routeOwners(surroundings.isTaken);
	const held = new Set<HeldCall>();
	const refuse = refusalQueue(alarms, REFUSALS_A_SECOND);
	const unchecked = onceASecond<string>(alarms, (line) => {
		surroundings.report(line);
	});
	/** What answers where nothing is known of the flows yet. */
	const unknown: Target = {
		listener: {
			flow: flowOf({}, null, ''),
			refused: () => {
				unchecked.add('unknown', UNCHECKED);
			},
			unstarted: () => undefined,
			log: () => undefined,
		},
		isKeyKnown: false,
	};
	let deployed: DeployedWebhooks = { find: () => null, forget: () => undefined };
	let uncheckedHeld = 0;
	let flows: 'running' | 'restarting' | 'ended' = surroundings.areFlowsRunning
		? 'running'
		: 'restarting';

	/** While flows do not run, those that are deployed say who answers, and with which key. */
	function targetOf({ request }: Arrival, route: string): Target | undefined {
		if (flows === 'running') {
			const listener = owners.ownerOf(route);
			return listener && { listener, isKeyKnown: true };
		}
		const target = deployed.find(route);
		if (target !== null) return target;
		return KEY_HEADER in request.headers ? unknown : undefined;
	}

	function enter(arrival: Arrival, route: string): void {
		const target = targetOf(arrival, route);
		if (!target) arrival.next();
		else if (isRead(arrival.request)) check(arrival, route, target);
		// What is thrown goes to Express from here too: Node.js would end.
		else read(arrival, route, target).catch(arrival.next);
	}

	/** Lets a call through the middleware that stands before every http in. */
	function enterBehind(
		middleware: readonly RequestHandler[],
		arrival: Arrival,
		route: string,
	): void {
		const target = targetOf(arrival, route);
		if (!target) {
			arrival.next();
			return;
		}
		const cancel = atDecisionTime(arrival, target.listener, () => {
			if (!isOver(arrival)) endHeldUp(arrival, target);
		});
		const leave: Arrival['next'] = (error) => {
			cancel();
			arrival.next(error);
		};
		arrival.response.once('close', cancel);
		runMiddleware(
			middleware,
			{ ...arrival, next: leave },
			() => {
				cancel();
				if (!isOver(arrival)) enter(arrival, route);
			},
			surroundings.report,
		);
	}

	/** Checks a call whose body somebody else has read. */
	function check(arrival: Arrival, route: string, { listener, isKeyKnown }: Target): void {
		const { request } = arrival;
		const { flow } = listener;
		const refusal = isKeyKnown ? refuseByHead(callOf(arrival), flow) : undefined;
		const fault = refusal ? undefined : parseRead(request, bodyLimitOf(request, flow.keys));
		if (refusal) turnAway(arrival, listener, refusal);
		else if (fault) turnAway(arrival, listener, refuseUnread(request, flow.keys, fault));
		else hand(arrival, route);
	}

	/** Reads the body, of calls that may have one. */
	async function read(arrival: Arrival, route: string, target: Target): Promise<void> {
		const { listener, isKeyKnown } = target;
		const { request, response } = arrival;
		const { flow } = listener;
		const refusal = isKeyKnown ? refuseByHead(callOf(arrival), flow) : undefined;
		if (refusal) {
			turnAway(arrival, listener, refusal);
			return;
		}
		const late = { isRefused: false };
		const cancel = atDecisionTime(arrival, listener, () => {
			late.isRefused = true;
			turnAway(arrival, listener, refuseUnread(request, flow.keys, 'tooSlow'));
		});
		const fault = await readBody(request, bodyLimitOf(request, flow.keys));
		cancel();
		if (late.isRefused || response.headersSent || response.destroyed) return;
		if (fault) turnAway(arrival, listener, refuseUnread(request, flow.keys, fault));
		else hand(arrival, route);
	}

	/** Hands a call, whose body has been read, to who answers it now. */
	function hand(arrival: Arrival, route: string): void {
		const target = targetOf(arrival, route);
		if (!target) {
			arrival.next();
			return;
		}
		const { listener } = target;
		try {
			if (flows === 'restarting') hold(arrival, route, target);
			else if (flows === 'ended') giveUp(arrival, listener);
			else owners.ownerOf(route)?.take(arrival, receive(callOf(arrival), listener.flow));
		} catch (error) {
			// Never a 500, and never a process that ends: whatever failed, Sine gets an answer.
			surroundings.report(error);
			giveUp(arrival, listener);
		}
	}

	/** Keeps a call until the flows have started, or answers it when its time is up. */
	function hold(arrival: Arrival, route: string, { listener, isKeyKnown }: Target): void {
		const outcome = receive(callOf(arrival), listener.flow);
		if (isKeyKnown ? outcome.kind === 'refuse' : uncheckedHeld >= MOST_UNCHECKED) {
			giveUp(arrival, listener);
			return;
		}
		const leave = () => {
			cancel();
			if (held.delete(call) && !isKeyKnown) uncheckedHeld -= 1;
		};
		const call: HeldCall = {
			release() {
				leave();
				hand(arrival, route);
			},
			end() {
				leave();
				const target = targetOf(arrival, route);
				if (target) giveUp(arrival, target.listener);
				else arrival.next();
			},
		};
		const cancel = atDecisionTime(arrival, listener, call.end);
		held.add(call);
		if (!isKeyKnown) uncheckedHeld += 1;
	}

	/** Calls back when the answer must set out, unless it is cancelled before. */
	function atDecisionTime(arrival: Arrival, { flow }: Told, callback: () => void): () => void {
		return alarms.after(timeLeft(arrival, decisionTime(flow.answerWithin)), callback);
	}

	/** Does something for each, even if it fails for some of them. */
	function forEach<Item>(items: Iterable<Item>, action: (item: Item) => void): void {
		for (const item of [...items]) {
			try {
				action(item);
			} catch (error) {
				surroundings.report(error);
			}
		}
	}

	function giveUpHeld(): void {
		forEach(held, (call) => {
			call.end();
		});
	}

	return {
		middleware(request, response, next) {
			if (request.method !== 'POST') {
				next();
				return;
			}
			const times = { receivedAt: Date.now(), startedAt: performance.now() };
			const arrival = { request, response, next, refuse, ...times };
			const route = routeOf(request.path);
			if (handlers.length === 0) enter(arrival, route);
			else enterBehind(handlers, arrival, route);
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
			forEach(held, (call) => {
				call.release();
			});
		},
		flowsStarted() {
			flows = 'running';
			forEach(owners.listeners(), owners.claim);
			forEach(held, (call) => {
				call.release();
			});
		},
		flowsEnded() {
			flows = 'ended';
			giveUpHeld();
		},
		giveUpHeld,
	};
}

interface HeldCall {
	release(): void;
	end(): void;
}
