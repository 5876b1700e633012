import { describeOneAnswer } from '../tables/answers/oneAnswer';
import { onOlderEngines } from './engine';

onOlderEngines('answers', describeOneAnswer);
