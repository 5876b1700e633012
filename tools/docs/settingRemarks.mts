import type { Editor } from '../../protocol/index.ts';

/** What the pages say of a setting besides its hint. */
export type Remarks = Readonly<Record<string, string | Readonly<Partial<Record<Editor, string>>>>>;

export const TRIGGER_REMARKS: Remarks = {
	path: 'The end of the URL. It starts with a slash and holds no space and none of `: * ? # \\`. It may be an environment variable.',
	ifNoAnswer: {
		nodeRed: 'What Sine is told when the flow fails, ends without an answer, or takes too long.',
	},
	noAnswerMessage: { nodeRed: 'What the visitor reads on the iPad in that case.' },
	answerWithin: {
		n8n: '1 to 60 seconds. The workflow itself has 50 milliseconds less.',
		nodeRed:
			'How long the visitor may wait for the flow: 1 to 60 seconds. The flow itself has 50 milliseconds less.',
	},
	simplify: {
		n8n: "On gives the [simplified event](events.md), off Sine's body as it came.",
		nodeRed: 'See [the events](events.md).',
	},
	visitorTypes: 'See [lists](security.md#lists-of-sites-and-visitor-types).',
	onlySineAddresses: 'See [Security](security.md#sines-addresses-and-proxies).',
};

export const RESPOND_REMARKS: Remarks = {
	decision: {
		n8n: '`Approve`, `Approved`, `Reject` do as well, in any case; anything else rejects and shows as an error.',
		nodeRed: '**Approve**, **Reject**, **By checks**, or **As msg.decision says**.',
	},
	checks: 'See [Decide without code](checks.md).',
	rejectionMessage: 'Empty says "Please see the front desk."',
};

export const KEY_REMARKS: Remarks = {
	apiKey: { nodeRed: 'An environment variable such as `${SINE_KEY}` does as well.' },
	previousApiKey: 'See [change the key](connect.md#change-the-key).',
};
