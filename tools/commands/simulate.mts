// npm run simulate -- --url … --key …: plays Sine, with one event or with many; see --help.
import { buildPackage } from '../hosts/pack.mts';

await buildPackage();
// It takes the names of events and settings from what has been built.
await import('./simulator/commandLine.mts');
