import type { SiteDrawing } from "@threatloom/reporters/site";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { cameraOn, type Camera } from "./camera.js";
import { attachGestures } from "./gestures.js";

/** Puts a camera over a canvas for as long as the drawing is shown; shows the whole at first and while nobody moves it. */
export function useCamera(parts: {
  canvas: RefObject<HTMLElement | null>;
  layer: RefObject<SVGGElement | null>;
  /** What may lie over the canvas. */
  panel: RefObject<HTMLElement | null>;
  camera: { current: Camera | null };
  drawing: SiteDrawing;
}): void {
  const { canvas, layer, panel, camera, drawing } = parts;
  useLayoutEffect(() => {
    if (canvas.current === null || layer.current === null) return;
    const element = canvas.current;
    const made = cameraOn(element, layer.current, drawing, () => coveredBy(panel.current, element));
    camera.current = made;
    made.fit();
    const detach = attachGestures(element, made);
    const observer = new ResizeObserver(() => {
      if (made.untouched()) made.fit();
    });
    observer.observe(element);
    return () => {
      detach();
      observer.disconnect();
      camera.current = null;
    };
  }, [drawing]);
}

function coveredBy(panel: HTMLElement | null, canvas: HTMLElement): { right: number; bottom: number } {
  if (panel === null) return { right: 0, bottom: 0 };
  const [over, under] = [panel.getBoundingClientRect(), canvas.getBoundingClientRect()];
  const sheet = over.width > under.width * 0.8;
  if (sheet) return { right: 0, bottom: Math.max(0, under.bottom - over.top) };
  return { right: Math.max(0, under.right - over.left), bottom: 0 };
}
