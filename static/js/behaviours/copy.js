/**
 * `<button data-copy="id" data-copied="Copied" hidden><span>Copy link</span></button>` copies the text of the element
 * with that id. Without a secure origin there is no clipboard: then the text is selected, ready for the keys.
 */
const SHOWN_MILLISECONDS = 2_000;

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
  } catch {
    select(source);
    if (!document.execCommand("copy")) return;
  }
  const label = button.querySelector("span");
  const words = (label.dataset.words ??= label.textContent);
  label.textContent = button.dataset.copied;
  clearTimeout(button.timer);
  button.timer = setTimeout(() => (label.textContent = words), SHOWN_MILLISECONDS);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.querySelector("span").setAttribute("aria-live", "polite");
  button.addEventListener("click", () => copy(button));
  button.hidden = false;
}
