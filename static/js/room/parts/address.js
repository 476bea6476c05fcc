import { html } from "../html.js";

/** An address as one would type it; it breaks, where it must, after its host. */
export function Address({ url }) {
  const [host, ...path] = url.replace(/^https?:\/\//, "").split("/");
  return html`${host}${path.length > 0 && html`<wbr /><span class="address__path">/${path.join("/")}</span>`}`;
}
