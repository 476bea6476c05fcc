/** `<button data-print hidden>` prints the page, which is also how it becomes a PDF. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
