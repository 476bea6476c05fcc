/** Takes the keyboard and the screen reader to what a page has to say first: a refused form's summary, or a thank you. */
document.querySelector("[data-error-summary], [data-focus]")?.focus();
