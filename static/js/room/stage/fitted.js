import { useLayoutEffect, useRef } from "preact/hooks";
import { html } from "../html.js";

const LARGEST = 1.3;
const SMALLEST = 0.4;
const STEP = 0.94;

/** Sets `--fit` from large to small until what it holds fits its height; anew at each drawing and each new size. */
export function Fitted({ children }) {
  const box = useRef();
  useLayoutEffect(() => {
    const element = box.current;
    const refit = () => fit(element);
    const observer = new ResizeObserver(refit);
    observer.observe(element);
    refit();
    return () => observer.disconnect();
  });
  return html`<div class="fitted" ref=${box}>${children}</div>`;
}

function fit(element) {
  for (let size = LARGEST; size > SMALLEST; size *= STEP) {
    element.style.setProperty("--fit", size.toFixed(3));
    if (element.scrollHeight <= element.clientHeight + 1) return;
  }
}
