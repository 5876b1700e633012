import { describeSineTrigger } from '../tables/answers/sineTrigger';
import { onOlderEngines } from './engine';

onOlderEngines('everything', describeSineTrigger);
