import { APPROVE_EVERYONE } from './approveEveryone';
import { ASK_ANOTHER_SYSTEM } from './askAnotherSystem';
import { BLOCK_LIST } from './blockList';
import { CAPACITY } from './capacity';
import { INDUCTIONS } from './inductions';
import { INVITATIONS } from './invitations';
import { OPENING_HOURS } from './openingHours';
import type { Story } from './story';
import { WORDS } from './words';

export { NOON, type Call } from './story';

export const STORIES: readonly Story[] = [
	...APPROVE_EVERYONE,
	...BLOCK_LIST,
	...INVITATIONS,
	...INDUCTIONS,
	...OPENING_HOURS,
	...CAPACITY,
	...ASK_ANOTHER_SYSTEM,
	...WORDS,
];
