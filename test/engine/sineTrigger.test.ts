import { describeSineTrigger } from '../answers/sineTrigger';
import { onOlderEngines } from './engine';

onOlderEngines('everything', describeSineTrigger);
