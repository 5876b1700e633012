import type { RequestHandler } from 'express';
import {
	answerWithout,
	flowOf,
	KEY_HEADER,
	receive,
	refuse,
	refuseByHead,
	type Call,
	type Flow,
	type HttpAnswer,
	type Outcome,
	type Refusal,
} from '../protocol';
import type { Alarms } from './alarms';
import { faultOfParsed, readBody, timeLeft, writeAnswer, type Arrival } from './http';
import { routeOf } from './paths';

/** Who answers the calls to a path. */
export interface Listener {
	readonly flow: Flow;
	/** Gets each call whose body has been read; answers it in time. */
	take(arrival: Arrival, outcome: Outcome): void;
	/** Hears of a call that was refused, and answered, before that. */
	refused(refusal: Refusal): void;
	/** Hears whether the path is its own. */
	claimed(isOwner: boolean): void;
}

export interface Webhooks {
	readonly middleware: RequestHandler;
	/** Claims a route for a listener. The first one keeps it; others get it at a later deploy. */
	open(route: string, listener: Listener): void;
	close(route: string, listener: Listener): void;
	/** From now on calls are held. */
	flowsStop(): void;
	/** The held calls go to whoever listens now. */
	flowsStarted(): void;
}

/** Answers where nobody has listened yet: the key cannot be checked. */
const NOBODY = { flow: flowOf(null, null, ''), refused: () => undefined };

/**
 * All webhooks of a runtime behind one middleware, so that nothing is added to Node-RED's router or
 * taken from it when flows change.
 *
 * @param flowsAreRunning whether they have started already
 * @param isTaken whether a node of another kind serves a route
 */
export function webhooks(
	alarms: Alarms,
	flowsAreRunning: boolean,
	isTaken: (route: string) => boolean,
): Webhooks {
	const owners = new Map<string, Listener>();
	/** Those that closed since the flows were last started. */
	const formerOwners = new Map<string, Listener>();
	const claims = new Map<Listener, string>();
	const held = new Set<() => void>();
	let isRunning = flowsAreRunning;

	function pass(arrival: Arrival, route: string): void {
		const owner = owners.get(route) ?? (isRunning ? undefined : formerOwners.get(route));
		const isAwaited = !isRunning && KEY_HEADER in arrival.request.headers;
		if (owner === undefined && !isAwaited) {
			arrival.next();
			return;
		}
		const heard = owner ?? NOBODY;
		if (!arrival.request._body) {
			void read(arrival, route, heard);
			return;
		}
		const fault = faultOfParsed(arrival.request);
		const refusal = fault && (refuseByHead(callOf(arrival), heard.flow) ?? refuse(fault));
		if (refusal) turnAway(arrival, heard, refusal);
		else if (owner === undefined || !isRunning) hold(arrival, route, heard);
		else owner.take(arrival, receive(callOf(arrival), owner.flow));
	}

	/** Reads the body, of calls that may have one, and passes the call on to who listens then. */
	async function read(arrival: Arrival, route: string, owner: Heard): Promise<void> {
		const refusal = owner === NOBODY ? undefined : refuseByHead(callOf(arrival), owner.flow);
		if (refusal) {
			turnAway(arrival, owner, refusal);
			return;
		}
		const cancel = alarms.after(timeLeft(arrival, owner.flow.answerWithin * 1000), () => {
			turnAway(arrival, owner, refuse('tooSlow'));
		});
		const fault = await readBody(arrival.request);
		cancel();
		if (arrival.response.headersSent) return;
		if (fault) turnAway(arrival, owner, refuse(fault));
		else pass(arrival, route);
	}

	/** Keeps a call until the flows have started, or answers it when its time is up. */
	function hold(arrival: Arrival, route: string, owner: Heard): void {
		const release = () => {
			cancel();
			pass(arrival, route);
		};
		const cancel = alarms.after(timeLeft(arrival, owner.flow.answerWithin * 1000), () => {
			held.delete(release);
			const outcome = receive(callOf(arrival), owner.flow);
			writeAnswer(arrival, answerUnstarted(outcome));
		});
		held.add(release);
	}

	function claim(listener: Listener, route: string): void {
		if (!owners.has(route) && !isTaken(route)) owners.set(route, listener);
		listener.claimed(owners.get(route) === listener);
	}

	return {
		middleware(request, response, next) {
			if (request.method !== 'POST') {
				next();
				return;
			}
			const times = { receivedAt: Date.now(), startedAt: performance.now() };
			pass({ request, response, next, ...times }, routeOf(request.path));
		},
		open(route, listener) {
			claims.set(listener, route);
			claim(listener, route);
		},
		close(route, listener) {
			claims.delete(listener);
			if (owners.get(route) !== listener) return;
			owners.delete(route);
			formerOwners.set(route, listener);
		},
		flowsStop() {
			isRunning = false;
		},
		flowsStarted() {
			isRunning = true;
			formerOwners.clear();
			for (const [listener, route] of claims) {
				if (owners.get(route) !== listener) claim(listener, route);
			}
			const calls = [...held];
			held.clear();
			for (const release of calls) release();
		},
	};
}

type Heard = Pick<Listener, 'flow' | 'refused'>;

function turnAway(arrival: Arrival, owner: Heard, refusal: Refusal): void {
	writeAnswer(arrival, refusal.answer);
	owner.refused(refusal);
}

function answerUnstarted(outcome: Outcome): HttpAnswer {
	return outcome.kind === 'deliver' ? answerWithout(outcome.plan, 'refused') : outcome.answer;
}

function callOf({ request, receivedAt }: Arrival): Call {
	return {
		headers: request.headers,
		sender: request.ip,
		body: request.body as unknown,
		receivedAt,
		testRun: false,
	};
}
