import { z } from 'zod';
import { decisionTime, DEFAULT_REJECTION_MESSAGE, DEFAULTS, SAMPLES } from '../../protocol';
import table from './requests.json';

// The file README.md in this folder says what each field means.

const DEFAULT_MESSAGES = {
	noAnswerMessage: DEFAULTS.noAnswerMessage,
	rejectionMessage: DEFAULT_REJECTION_MESSAGE,
};

const longText = z
	.strictObject({
		text: z.array(
			z.union([
				z.string(),
				z.tuple([z.string(), z.number()]).transform(([text, times]) => text.repeat(times)),
				z
					.strictObject({ default: z.enum(['noAnswerMessage', 'rejectionMessage']) })
					.transform((piece) => DEFAULT_MESSAGES[piece.default]),
			]),
		),
	})
	.transform(({ text }) => text.join(''));

/** A value as it is, or one taken from the event (or Sine's body, where Simplify is off). */
export type FieldValue = string | number | boolean | object | { readonly from: string };

const fieldValue = z
	.union([
		longText,
		z.string(),
		z.number(),
		z.boolean(),
		z.strictObject({ from: z.string() }),
		z.record(z.unknown()),
		z.array(z.unknown()),
	])
	.transform((value): FieldValue => value);

const step = z.discriminatedUnion('do', [
	z.strictObject({ do: z.literal('answer'), fields: z.record(fieldValue) }),
	z.strictObject({ do: z.literal('wait'), seconds: z.number() }),
	z.strictObject({ do: z.enum(['fail', 'splitAnswers', 'disabledAnswer', 'stop', 'pass']) }),
]);

const sampleBody = z
	.strictObject({
		sample: z.string().refine((name): name is keyof typeof SAMPLES => Object.hasOwn(SAMPLES, name)),
		set: z.record(z.union([longText, z.unknown()])).default({}),
		leaveOut: z.array(z.string()).default([]),
	})
	.transform(({ sample, set, leaveOut }) => {
		const body = { ...SAMPLES[sample].body };
		for (const [path, value] of Object.entries(set)) {
			const [name = '', inner] = path.split('.');
			body[name] = inner === undefined ? value : { ...(body[name] as object), [inner]: value };
		}
		for (const name of leaveOut) delete body[name];
		return body;
	});

const requestCase = z.strictObject({
	name: z.string(),
	settings: z.record(z.unknown()).optional(),
	headers: z
		.record(
			z
				.string()
				.nullable()
				.transform((value) => value ?? undefined),
		)
		.optional(),
	body: z
		.union([sampleBody, z.array(sampleBody)])
		.transform((body): unknown => body)
		.optional(),
	flow: z.array(step),
	answer: z.strictObject({ status: z.number(), body: z.union([z.string(), longText]) }),
	runs: z.boolean(),
	atDeadline: z.literal(true).optional(),
	isSilent: z.literal(true).optional(),
});

export type RequestCase = z.output<typeof requestCase>;
export type Step = z.output<typeof step>;

export const {
	keys: KEYS,
	settings: SETTINGS,
	requests: REQUESTS,
} = z
	.strictObject({
		keys: z.strictObject({ apiKey: z.string(), previousApiKey: z.string() }),
		settings: z.strictObject({ events: z.array(z.string()), answerWithin: z.number() }),
		requests: z.array(requestCase),
	})
	.parse(table);

/** When a request whose flow gives no answer is answered, in milliseconds. */
export function deadlineOf({ settings }: Pick<RequestCase, 'settings'>): number {
	return decisionTime(Number(settings?.answerWithin ?? SETTINGS.answerWithin));
}
