/** Choosing a theme recolours the page, shows its own details and, until the host has set one, takes its usual length. */
const select = document.querySelector("select[name=theme]");
const duration = document.querySelector("[name=duration_minutes]");
const dressCode = document.querySelector("[name=dress_code]");
const cards = document.querySelectorAll("[data-choose-theme]");
let usualMinutes = select.selectedOptions[0].dataset.minutes;

function choose() {
  const { value, dataset } = select.selectedOptions[0];
  document.body.dataset.theme = value;
  for (const detail of document.querySelectorAll("[data-detail]")) {
    detail.hidden = !dataset.details.split(" ").includes(detail.dataset.detail);
  }
  for (const card of cards) {
    if (card.dataset.chooseTheme === value) card.setAttribute("aria-current", "true");
    else card.removeAttribute("aria-current");
  }
  dressCode.placeholder = dataset.dressCode;
  if (duration.value === usualMinutes || duration.value === "") {
    duration.value = dataset.minutes;
    duration.dispatchEvent(new Event("input", { bubbles: true }));
  }
  usualMinutes = dataset.minutes;
}

select.addEventListener("change", choose);
for (const card of cards) {
  card.addEventListener("click", (click) => {
    if (click.metaKey || click.ctrlKey || click.shiftKey) return;
    click.preventDefault();
    select.value = card.dataset.chooseTheme;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;
