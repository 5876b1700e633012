// Preloaded into a host: tells what memory it uses when all that can be collected is.
import { memoryUsage } from 'node:process';
import { answerWith } from './door.mts';

answerWith(() => {
	// What the first round frees can free more.
	for (let round = 0; round < 3; round++) globalThis.gc?.();
	return memoryUsage();
});
