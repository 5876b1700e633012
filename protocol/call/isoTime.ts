let begin = NaN;
let textOfSecond = '';

/**
 * Date's toISOString costs more than reading a short body, so times within a second share its text
 * (`npm run bench protocol`). `time` is in milliseconds since 1970-01-01 UTC; throws when it is no time.
 */
export function isoTime(time: number): string {
	const whole = Math.trunc(time);
	const second = Math.floor(whole / 1000) * 1000;
	if (second !== begin) {
		textOfSecond = new Date(second).toISOString().slice(0, -'000Z'.length);
		begin = second;
	}
	return `${textOfSecond}${String(whole - second).padStart(3, '0')}Z`;
}
