import type { JudgeSettings, ReceivedResponse } from './judge';
import { signatureProblem } from './signatureProblem';

const LOOK_AT_LOG = 'Look at the log of n8n or Node-RED.';

const STATUS_CAUSES: ReadonlyArray<readonly [RegExp, string]> = [
	[/^30[12378]/, 'The URL leads on to another one: use that one in its place.'],
	[
		/^401/,
		'The API key is not the one of the flow. Compare the API key here with the one of the flow.',
	],
	[/^403/, 'The flow does not take calls from this address: look at its setting for addresses.'],
	[
		/^404/,
		'No flow listens at this URL: publish or deploy it. A test URL only works while the editor listens.',
	],
	[/^4(?:13|15|22|00)/, 'The body is not one that the flow takes: look at the request.'],
	[/^(?:502|504)/, 'A proxy got no response from n8n or Node-RED: check that it runs.'],
	[/^5/, `The server could not handle the call. ${LOOK_AT_LOG}`],
	[/^/, `Something else than the flow answered. ${LOOK_AT_LOG}`],
];

const SINE_THEN = {
	aborts: 'Sine takes nothing but 200 and stops the check-in.',
	ignores: 'Sine takes nothing but 200, so this event may be lost.',
} as const;

/** @param known why, where the response says so itself */
export function statusProblem(
	response: ReceivedResponse,
	settings: JudgeSettings,
	known: string | undefined,
): string {
	const { status } = response;
	if (status === 401 && settings.isSigned) return signatureProblem(response, settings.now);
	const [, usual] = STATUS_CAUSES.find(([found]) => found.test(String(status))) ?? [];
	const cause = known === undefined ? usual : `${known} ${LOOK_AT_LOG}`;
	const then = SINE_THEN[settings.waits ? 'aborts' : 'ignores'];
	return `${cause} The status is ${status}: ${then}`;
}
