import type { EventValue } from '../events';
import type { JsonObject } from '../../json';
import invitation_created from './invitation_created.json';
import invitation_deleted from './invitation_deleted.json';
import invitation_updated from './invitation_updated.json';
import other from './other.json';
import signin_after from './signin_after.json';
import signin_before from './signin_before.json';
import signin_before_details from './signin_before_details.json';
import signin_pending from './signin_pending.json';
import signin_rejected from './signin_rejected.json';
import signout_after from './signout_after.json';

export interface Sample {
	/** Whether Sine's article shows this body. The others are made after its neighbours. */
	readonly published: boolean;
	readonly body: JsonObject;
}

export const SAMPLES: Readonly<Record<EventValue, Sample>> = {
	signin_before,
	signin_before_details,
	signin_after,
	signin_rejected,
	signin_pending,
	signout_after,
	invitation_created,
	invitation_updated,
	invitation_deleted,
	other,
};
