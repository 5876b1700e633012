import type { RequestHandler } from 'express';
import {
	answerWithout,
	decisionTime,
	flowOf,
	KEY_HEADER,
	receive,
	refuse,
	refuseByHead,
	type Call,
	type Flow,
	type Outcome,
	type Refusal,
} from '../protocol';
import type { Alarms } from '../clock/alarms';
import { faultOfParsed, readBody, timeLeft, writeAnswer, type Arrival } from './http';
import { routeOf } from './paths';

/** Who answers the calls to a path. */
export interface Listener {
	readonly flow: Flow;
	/** Gets each call whose body has been read; answers it in time. */
	take(arrival: Arrival, outcome: Outcome): void;
	/** Hears of a call that was refused, and answered, before that. */
	refused(refusal: Refusal): void;
	/** Hears of a call that was answered because the flows did not start in time. */
	unstarted(): void;
	/** Hears whether the path is its own, when that changes. */
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
	/** From now on calls are answered at once, the held ones too: the flows will not start soon. */
	flowsEnded(): void;
	/** The held calls are answered at once. */
	giveUpHeld(): void;
}

/** How many calls are held that nobody has listened to yet. Their key cannot be checked. */
const MOST_STRANGERS = 100;

/** Answers where nobody has listened yet: the key cannot be checked. */
const NOBODY: Heard = {
	flow: flowOf({}, null, ''),
	refused: () => undefined,
	unstarted: () => undefined,
};

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
	const claims = new Map<Listener, { readonly route: string; isOwner?: boolean }>();
	const held = new Set<{ release(): void; end(): void }>();
	let strangers = 0;
	let flows: 'running' | 'restarting' | 'ended' = flowsAreRunning ? 'running' : 'restarting';

	function pass(arrival: Arrival, route: string): void {
		const owner = ownerOf(route);
		if (owner === undefined && !isAwaited(arrival, route)) arrival.next();
		else if (arrival.request._body) check(arrival, route, owner ?? NOBODY);
		// What is thrown goes to Express from here too: Node.js would end.
		else read(arrival, route, owner ?? NOBODY).catch(arrival.next);
	}

	function ownerOf(route: string): Listener | undefined {
		return owners.get(route) ?? (flows === 'running' ? undefined : formerOwners.get(route));
	}

	/** Whether a call may be for a node that has not started yet. */
	function isAwaited({ request }: Arrival, route: string): boolean {
		if (flows !== 'restarting' || strangers >= MOST_STRANGERS) return false;
		return KEY_HEADER in request.headers && !isTaken(route);
	}

	function check(arrival: Arrival, route: string, owner: Heard): void {
		const fault = faultOfParsed(arrival.request);
		const refusal = fault && (refuseByHead(callOf(arrival), owner.flow) ?? refuse(fault));
		if (refusal) turnAway(arrival, owner, refusal);
		else hand(arrival, route);
	}

	/** Reads the body, of calls that may have one. */
	async function read(arrival: Arrival, route: string, owner: Heard): Promise<void> {
		const refusal = owner === NOBODY ? undefined : refuseByHead(callOf(arrival), owner.flow);
		if (refusal) {
			turnAway(arrival, owner, refusal);
			return;
		}
		const cancel = atDecisionTime(arrival, owner, () => {
			turnAway(arrival, owner, refuse('tooSlow'));
		});
		const fault = await readBody(arrival.request);
		cancel();
		if (arrival.response.headersSent || arrival.response.destroyed) return;
		if (fault) turnAway(arrival, owner, refuse(fault));
		else hand(arrival, route);
	}

	/** Hands a call, whose body has been read, to who listens now. */
	function hand(arrival: Arrival, route: string): void {
		const owner = ownerOf(route);
		try {
			if (flows === 'restarting') hold(arrival, route, owner ?? NOBODY);
			else if (owner === undefined) arrival.next();
			else if (flows === 'ended') giveUp(arrival, owner);
			else owner.take(arrival, receive(callOf(arrival), owner.flow));
		} catch {
			// Never a 500, and never a process that ends: whatever failed, Sine gets an answer.
			giveUp(arrival, owner ?? NOBODY);
		}
	}

	/** Keeps a call until the flows have started, or answers it when its time is up. */
	function hold(arrival: Arrival, route: string, owner: Heard): void {
		const leave = () => {
			cancel();
			if (held.delete(call) && owner === NOBODY) strangers -= 1;
		};
		const call = {
			release() {
				leave();
				hand(arrival, route);
			},
			end() {
				leave();
				giveUp(arrival, owner);
			},
		};
		const cancel = atDecisionTime(arrival, owner, call.end);
		held.add(call);
		if (owner === NOBODY) strangers += 1;
	}

	/** Calls back when the answer must set out, unless it is cancelled before. */
	function atDecisionTime(arrival: Arrival, { flow }: Heard, callback: () => void): () => void {
		return alarms.after(timeLeft(arrival, decisionTime(flow.answerWithin)), callback);
	}

	function claim(listener: Listener, claimed: { readonly route: string; isOwner?: boolean }): void {
		const { route, isOwner } = claimed;
		const isFree = (owners.get(route) ?? listener) === listener && !isTaken(route);
		if (isFree) owners.set(route, listener);
		else if (owners.get(route) === listener) owners.delete(route);
		claimed.isOwner = isFree;
		if (isFree !== isOwner) listener.claimed(isFree);
	}

	function giveUpHeld(): void {
		for (const call of [...held]) call.end();
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
			const claimed = { route };
			claims.set(listener, claimed);
			claim(listener, claimed);
		},
		close(route, listener) {
			claims.delete(listener);
			if (owners.get(route) !== listener) return;
			owners.delete(route);
			formerOwners.set(route, listener);
		},
		flowsStop() {
			flows = 'restarting';
		},
		flowsStarted() {
			flows = 'running';
			formerOwners.clear();
			for (const [listener, claimed] of claims) claim(listener, claimed);
			for (const call of [...held]) call.release();
		},
		flowsEnded() {
			flows = 'ended';
			giveUpHeld();
		},
		giveUpHeld,
	};
}

type Heard = Pick<Listener, 'flow' | 'refused' | 'unstarted'>;

function turnAway(arrival: Arrival, owner: Heard, refusal: Refusal): void {
	writeAnswer(arrival, refusal.answer);
	owner.refused(refusal);
}

/** Answers in the place of flows that did not start, or could not take the call. */
function giveUp(arrival: Arrival, owner: Heard): void {
	const outcome = receive(callOf(arrival), owner.flow);
	if (outcome.kind === 'refuse') {
		turnAway(arrival, owner, outcome);
	} else if (outcome.kind === 'answer') {
		writeAnswer(arrival, outcome.answer);
	} else {
		writeAnswer(arrival, answerWithout(outcome.plan, 'refused'));
		owner.unstarted();
	}
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
