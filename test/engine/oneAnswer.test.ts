import { describeOneAnswer } from '../answers/oneAnswer';
import { onOlderEngines } from './engine';

onOlderEngines('answers', describeOneAnswer);
