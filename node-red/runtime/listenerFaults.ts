import { recogniseEvent, type TriggerSettings } from '../../protocol';
import { couldBeAnswered } from './deliver';
import type { SineInNode } from './sineInNode';
import type { SettingFault } from './readSettings';
import type { Runtime } from './runtime';
import type { Fault, SineInStatus } from './sineInStatus';

export interface ListenerFaults {
	showRouteFault(fault: Fault | undefined): void;
	showDeadEnd(fault: Fault | undefined): void;
}

export function listenerFaults(
	status: SineInStatus,
	[settingFault]: readonly SettingFault[],
): ListenerFaults {
	let routeFault: Fault | undefined;
	let deadEnd: Fault | undefined;
	let shown: Fault | undefined;
	const show = () => {
		const fault = routeFault ?? deadEnd;
		if (fault && fault !== shown) status.fault(fault);
		else if (!fault && settingFault) {
			status.setting(settingFault.variable === undefined ? 'unreadable' : 'notSet');
		} else if (!fault) status.latest('listening');
		shown = fault;
	};
	return {
		showRouteFault(fault) {
			routeFault = fault;
			show();
		},
		showDeadEnd(fault) {
			if (fault === deadEnd) return;
			deadEnd = fault;
			show();
		},
	};
}

export function deadEndCheck(
	runtime: Runtime,
	node: SineInNode,
	events: TriggerSettings['events'],
	faults: ListenerFaults,
): () => void {
	const outputs = [...events.entries()]
		.filter(([, event]) => recogniseEvent(event).type.waits)
		.map(([output]) => output);
	return () => {
		const deadEnds = outputs.filter((output) => !couldBeAnswered(runtime, node, output));
		const usesHttpResponse = deadEnds.some((output) =>
			runtime.wiring.graph()?.leadsTo('http response', node.id, output),
		);
		const fault = usesHttpResponse ? 'httpResponse' : 'noRespond';
		faults.showDeadEnd(deadEnds.length > 0 ? fault : undefined);
	};
}
