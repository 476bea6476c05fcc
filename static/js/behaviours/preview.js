/** Shows the invitation beside the form as it is typed. */
const card = document.querySelector("[data-preview-card]");
const form = document.querySelector("form[method=post]");
const select = form.elements.theme;
const drawing = card.querySelector("img");
const shown = Object.fromEntries([...card.querySelectorAll("[data-show]")].map((element) => [element.dataset.show, element]));

function showField(field) {
  const element = shown[field.dataset.preview];
  const text = field.value.trim();
  if (!text) element.textContent = element.dataset.empty ?? "";
  else element.textContent = element.dataset.sentence?.replace("{name}", text) ?? text;
}

function showTheme() {
  drawing.src = drawing.src.replace(`/${card.dataset.theme}.svg`, `/${select.value}.svg`);
  card.dataset.theme = select.value;
  shown.theme.textContent = select.selectedOptions[0].textContent;
}

for (const field of form.querySelectorAll("[data-preview]")) {
  field.addEventListener("input", () => showField(field));
  showField(field);
}
select.addEventListener("change", showTheme);
form.addEventListener("readback", ({ detail }) => (shown.when.textContent = detail));
showTheme();
form.dispatchEvent(new Event("input"));
card.hidden = false;
