/** The page's translations: English text → the reader's, put into the page by the server. */
const catalogue = JSON.parse(globalThis.document?.getElementById("messages")?.textContent || "{}");

export const language = globalThis.document?.documentElement.lang || "en";

/** The text in the reader's language, `{name}` replaced by `values.name`. */
export function t(text, values = {}) {
  return (catalogue[text] || text).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? `${values[name]}` : whole));
}

const figures = new Intl.NumberFormat(language);

export function number(value) {
  return figures.format(value);
}
