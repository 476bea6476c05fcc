/** Sets a fresh form to the browser's own time zone, if the form offers it. */
const zones = document.querySelector("form[data-fresh] select[name=timezone]");
if (zones) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zones.options].some((option) => option.value === own)) {
    zones.value = own;
    zones.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
