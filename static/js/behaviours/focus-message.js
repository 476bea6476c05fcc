/**
 * Takes the keyboard and the screen reader to what a page has to say first: a refused form's summary, a thank you, or the
 * one field that was refused.
 */
const message = document.querySelector("[data-error-summary], [data-focus]") ?? document.querySelector("[aria-invalid=true]");
message?.focus();
