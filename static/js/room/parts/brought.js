import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../html.js";

/** By id: the nodes the server wrote, and the places that want them, the newest last. */
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

/**
 * What the server wrote into `<template id=…>`, itself: ticks set in it are there when it comes back. It stands in one place
 * at a time, the newest, and goes back to the one before when that is gone.
 */
export function Brought({ id, ...attributes }) {
  const place = useRef();
  useLayoutEffect(() => {
    const element = place.current;
    const brought = kept.get(id) ?? { nodes: [...copyOf(id).childNodes], places: [] };
    kept.set(id, brought);
    brought.places.push(element);
    element.replaceChildren(...brought.nodes);
    return () => {
      brought.places = brought.places.filter((other) => other !== element);
      brought.places.at(-1)?.replaceChildren(...brought.nodes);
    };
  }, [id]);
  return html`<div ...${attributes} ref=${place}></div>`;
}

function copyOf(id) {
  return document.getElementById(id)?.content.cloneNode(true) ?? document.createDocumentFragment();
}
