import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../html.js";

const kept = new Map();

/** An icon the page brought along in `<template id="icon-…">`. */
export function Icon({ name }) {
  const place = useRef();
  useLayoutEffect(() => place.current.replaceChildren(copyOf(`icon-${name}`)), [name]);
  return html`<span class="icon-place" aria-hidden="true" ref=${place}></span>`;
}

/** A copy of what the server drew into `<template id=…>`. */
export function Drawn({ id, ...attributes }) {
  const place = useRef();
  useLayoutEffect(() => place.current.replaceChildren(copyOf(id)), [id]);
  return html`<div ...${attributes} ref=${place}></div>`;
}

/** What the server wrote into `<template id=…>`, itself: ticks set in it are there when it comes back. */
export function Brought({ id, ...attributes }) {
  const place = useRef();
  useLayoutEffect(() => {
    if (!kept.has(id)) kept.set(id, [...copyOf(id).childNodes]);
    place.current.replaceChildren(...kept.get(id));
  }, [id]);
  return html`<div ...${attributes} ref=${place}></div>`;
}

function copyOf(id) {
  return document.getElementById(id)?.content.cloneNode(true) ?? document.createDocumentFragment();
}
