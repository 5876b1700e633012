// Runs a program of the system as a host runs: it ends when we do, however we end. Its arguments:
// the signal that asks the program to stop, the id of the user to run it as (or `-`), the program,
// and what the program gets.
import { spawn } from 'node:child_process';

const [stopSignal, user = '-', program = '', ...args] = process.argv.slice(2);
const id = user === '-' ? undefined : Number(user);
const child = spawn(program, args, { stdio: 'inherit', uid: id, gid: id });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
	process.on(signal, () => child.kill(stopSignal as NodeJS.Signals));
}
child.on('error', (error) => {
	console.error(error.message);
	process.exitCode = 1;
});
child.on('exit', (status) => {
	process.exitCode = status ?? 1;
	if (process.channel) process.disconnect();
});
