const { appendFileSync } = require('node:fs');

/** A node that writes all it gets into a file, a line for each message, and passes it on. */
module.exports = (RED) => {
	function Probe(definition) {
		RED.nodes.createNode(this, definition);
		this.on('input', (message, send, done) => {
			appendFileSync(definition.file, `${onOneLine(textOf(message))}\n`);
			send(message);
			done();
		});
	}

	RED.nodes.registerType('fuzz probe', Probe);
};

/** JSON may hold the other line separators as they are, and Node.js ends lines at them. */
function onOneLine(json) {
	return json.replace(/[\u2028\u2029]/g, (separator) =>
		separator === '\u2028' ? '\\u2028' : '\\u2029',
	);
}

function textOf(message) {
	try {
		return JSON.stringify(message);
	} catch {
		// It is nested too deeply to be written down as a whole.
		return JSON.stringify(message.payload.extra.fuzzMark);
	}
}
