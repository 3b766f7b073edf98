import type { Camera } from "./camera.js";

/** A pointer that moves less than this clicks. */
const SLIP = 4;
/** What one key press pans by. */
const STEP = 60;

/** Lets pointers and the wheel move a camera; gives what undoes it. */
export function attachGestures(canvas: HTMLElement, camera: Camera): () => void {
  const pointers = new Map<number, PointerEvent>();
  let dragged = false;
  const down = (event: PointerEvent): void => {
    if (event.button !== 0 && event.pointerType === "mouse") return;
    if (pointers.size === 0) dragged = false;
    pointers.set(event.pointerId, event);
  };
  const move = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    if (!dragged && pointers.size < 2 && Math.hypot(dx, dy) < SLIP) return;
    // Captured only now: a captured click would not reach the node under it.
    if (!dragged) canvas.setPointerCapture(event.pointerId);
    dragged = true;
    const other = [...pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    if (other === undefined) camera.panBy(dx, dy);
    else pinch(canvas, camera, before, event, other);
    pointers.set(event.pointerId, event);
  };
  const up = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
  };
  const click = (event: MouseEvent): void => {
    if (dragged) event.stopImmediatePropagation();
    dragged = false;
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    camera.zoomBy(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.008 : 0.0016)), within(canvas, event));
  };
  canvas.addEventListener("pointerdown", down);
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", up);
  canvas.addEventListener("click", click, true);
  canvas.addEventListener("wheel", wheel, { passive: false });
  return () => {
    canvas.removeEventListener("pointerdown", down);
    canvas.removeEventListener("pointermove", move);
    canvas.removeEventListener("pointerup", up);
    canvas.removeEventListener("pointercancel", up);
    canvas.removeEventListener("pointerleave", up);
    canvas.removeEventListener("click", click, true);
    canvas.removeEventListener("wheel", wheel);
  };
}

function within(canvas: HTMLElement, { clientX, clientY }: MouseEvent): { x: number; y: number } {
  const { left, top } = canvas.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

/** Two fingers: their distance zooms, their middle pans. */
function pinch(canvas: HTMLElement, camera: Camera, before: MouseEvent, now: MouseEvent, other: MouseEvent): void {
  const spread = (one: MouseEvent): number => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  const at = within(canvas, now);
  const still = within(canvas, other);
  camera.panBy((now.clientX - before.clientX) / 2, (now.clientY - before.clientY) / 2);
  camera.zoomBy(spread(now) / Math.max(1, spread(before)), { x: (at.x + still.x) / 2, y: (at.y + still.y) / 2 });
}

/** What a key does to a camera; false where it does nothing. */
export function pressed(key: string, camera: Camera): boolean {
  switch (key) {
    case "ArrowLeft":
      camera.panBy(STEP, 0);
      return true;
    case "ArrowRight":
      camera.panBy(-STEP, 0);
      return true;
    case "ArrowUp":
      camera.panBy(0, STEP);
      return true;
    case "ArrowDown":
      camera.panBy(0, -STEP);
      return true;
    case "+":
    case "=":
      camera.zoomBy(1.25);
      return true;
    case "-":
      camera.zoomBy(0.8);
      return true;
    case "0":
      camera.fit();
      return true;
    default:
      return false;
  }
}
