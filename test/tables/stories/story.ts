import type { EventValue } from '../../../protocol';
import type { SimulatedVisit } from '../../../protocol/simulator/simulatedVisit';
import type { Answering } from '../../helpers/otherSystem';

/** An event of Sine and what the ready-made flow answers. */
export interface Call {
	/** A check-in request unless it says otherwise. */
	readonly event?: EventValue;
	/** When it happens, ISO 8601; at noon of a Wednesday in UTC unless it says otherwise. */
	readonly at?: string;
	readonly visit?: Partial<SimulatedVisit>;
	readonly answer: Readonly<Record<string, string>>;
}

/** A row of the sites: in n8n of the data table "Sine sites", in Node-RED of the settings. */
export interface Site extends Readonly<Record<string, unknown>> {
	readonly site: string;
	readonly siteId?: string;
	readonly timeZone?: string;
	readonly places?: number | string;
	readonly contact?: string;
}

/** What a ready-made flow does, the same in n8n and in Node-RED. */
export interface Story {
	/** The number of the template and of the example. */
	readonly flow: number;
	readonly name: string;
	/** What the user has entered into the flow's list; left out, the list is as shipped. */
	readonly rows?: ReadonlyArray<Readonly<Record<string, string>>>;
	/** What the user has entered as the sites; left out, they are as shipped. */
	readonly sites?: readonly Site[];
	/** How the other system answers, one try after the other. */
	readonly system?: readonly Answering[];
	readonly calls: readonly Call[];
}

export const NOON = '2026-11-25T12:00:00Z';
export const TOLD = { code: 'SUCCESS' };
export const WELCOME = { code: 'SUCCESS', visitorNotes: 'Welcome, Jane!' };
export const NOBODY = { firstName: '', lastName: '', email: '', mobile: '', company: '' };
export const JANE = { firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com', mobile: '' };
export const reject = (rejectionMessage: string) => ({ code: 'REJECTED', rejectionMessage });
export const DESK = reject('Please see the front desk.');
