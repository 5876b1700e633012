import { CONNECTION_MUTATIONS } from './connections.mts';
import { ENCODING_MUTATIONS } from './encodings.mts';
import { EVENT_MUTATIONS } from './events.mts';
import { FRAME_MUTATIONS } from './frames.mts';
import { HEADER_MUTATIONS } from './headers.mts';
import { KEY_MUTATIONS } from './keys.mts';
import { LIST_MUTATIONS } from './lists.mts';
import type { Mutations } from './mutation.mts';
import { PLACE_MUTATIONS } from './places.mts';
import { SIGNATURE_MUTATIONS } from './signatures.mts';
import { TEXT_MUTATIONS } from './texts.mts';
import { TYPE_MUTATIONS } from './types.mts';

/** Every way in which the fuzzer makes a request go wrong, or write the same otherwise. */
export const MUTATIONS: Mutations = {
	...CONNECTION_MUTATIONS,
	...EVENT_MUTATIONS,
	...LIST_MUTATIONS,
	...TEXT_MUTATIONS,
	...ENCODING_MUTATIONS,
	...FRAME_MUTATIONS,
	...KEY_MUTATIONS,
	...SIGNATURE_MUTATIONS,
	...TYPE_MUTATIONS,
	...HEADER_MUTATIONS,
	...PLACE_MUTATIONS,
};
