import { useRef, useState } from "preact/hooks";
import { indexAt } from "./order.js";

/**
 * Dragging a row of a list by its handle. The list holds the pointer, because a row that moves in the page would lose
 * it. `place(id, index)` is called while dragging; returns what is dragged and what the list listens to.
 */
export function useDrag(place) {
  const list = useRef();
  const grabbed = useRef(null);
  const [dragged, setDragged] = useState(null);

  function grab(id, event) {
    if (event.button !== 0) return;
    event.preventDefault();
    const row = rowOf(list.current, id).getBoundingClientRect();
    grabbed.current = { id, offset: event.clientY - (row.top + row.height / 2) };
    list.current.setPointerCapture(event.pointerId);
    setDragged(id);
  }

  function moved({ clientY }) {
    if (!grabbed.current) return;
    const { id, offset } = grabbed.current;
    place(id, indexIn(list.current, id, clientY - offset));
  }

  function released() {
    grabbed.current = null;
    setDragged(null);
  }

  const listening = { ref: list, onPointerMove: moved, onPointerUp: released, onPointerCancel: released };
  return { dragged, grab, listening };
}

function rowOf(list, id) {
  return [...list.children].find((row) => row.dataset.id === id);
}

function indexIn(list, id, clientY) {
  const others = [...list.children].filter((row) => row.dataset.id !== id);
  const gap = parseFloat(getComputedStyle(list).rowGap) || 0;
  const heights = others.map((row) => row.getBoundingClientRect().height);
  return indexAt(clientY - list.getBoundingClientRect().top, heights, gap);
}
