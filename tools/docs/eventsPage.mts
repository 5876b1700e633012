import type * as Protocol from '../../protocol/index.ts';
import { idsOf, overview } from './catalogue.mts';
import { sectionOf } from './eventSection.mts';
import { OUR_FIELDS } from './fieldMeanings.mts';
import { fieldsByEvent, simplifiedEvent } from './fields.mts';
import { formatted, json } from './markdown.mts';
import { originsOf } from './origins.mts';
import { simplifierOf } from './simplified.mts';

/** Makes docs/events.md of the catalogue, the samples and the meanings of the fields. */
export async function eventsPage(protocol: typeof Protocol): Promise<string> {
	const simplify = simplifierOf(protocol);
	const events = protocol.EVENT_TYPES.map((type) => {
		const sample = protocol.SAMPLES[type.value];
		const origins = originsOf(sample.body, simplify, OUR_FIELDS);
		return { type, sample, origins, simplified: simplify(sample.body) };
	});
	const sections = [
		INTRODUCTION,
		overview(protocol.EVENT_TYPES),
		idsOf(protocol),
		simplifiedEvent(),
		fieldsByEvent(events),
		simplifyOff(protocol.SAMPLES.signin_before),
		...events.map((event) => sectionOf(event, protocol.ACKNOWLEDGE_WITHIN_MS)),
	];
	return await formatted(sections.join('\n\n'));
}

const INTRODUCTION = `<!-- Made by \`npx gulp docs\`: to change it, change the protocol or tools/docs. -->

# Sine's events

Sine calls your flow when something happens at a site: a visitor wants to check in, has checked in,
was turned away, has left, or was invited. Each of these is an event. You choose the events of a flow
in **Sine Trigger** (n8n) or **sine in** (Node-RED), and select the same ones in Sine.

Every event reaches your flow in the same simple shape, [the simplified event](#the-simplified-event):
the visitor's first name, for example, is \`visitor.firstName\` whichever event it is. In n8n you write
\`{{ $json.visitor.firstName }}\`, in Node-RED \`msg.payload.visitor.firstName\`.`;

function simplifyOff({ body }: Protocol.Sample): string {
	return `## With Simplify off

**Simplify** is a setting of Sine Trigger and of sine in. Switched off, it gives your flow Sine's body as
it came, and nothing else: every field is where Sine puts it, which differs from event to event, and
what Sine does not send is missing. A Check-in Request then looks like this:

${json(body)}

What Sine is answered, and when, does not depend on it. In Node-RED, \`msg.sine\` tells in both cases
whether the call needs an answer, and until when.`;
}
