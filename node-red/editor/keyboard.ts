/** Node-RED's buttons for config nodes are links that the keyboard cannot reach. */
export function letKeyboardPress(buttons: JQuery, label: (button: HTMLElement) => string): void {
	buttons.each((_index, button) => {
		$(button).attr({ role: 'button', tabindex: '0', 'aria-label': label(button) });
	});
	buttons.on('keydown', (event) => {
		if (event.key !== 'Enter' && event.key !== ' ') return;
		event.preventDefault();
		$(event.currentTarget).trigger('click');
	});
}
