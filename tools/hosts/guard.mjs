// Preloaded into the processes that the project starts, on older versions of Node.js too: when the
// parent is gone, however it ended, the process ends too, with its children where it leads a process
// group of its own.
const KILL_AFTER_MS = 15_000;

if (process.channel) {
	process.once('disconnect', () => {
		signal('SIGTERM');
		setTimeout(() => signal('SIGKILL'), KILL_AFTER_MS).unref();
	});
	process.channel.unref();
}

function signal(name) {
	try {
		process.kill(-process.pid, name);
	} catch {
		process.kill(process.pid, name);
	}
}
