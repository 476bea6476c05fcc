import htm from "htm";
import { h } from "preact";

/** Markup as tagged templates; values become text or attributes, never markup. */
export const html = htm.bind(h);
