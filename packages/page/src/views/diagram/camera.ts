import type { SiteDrawing } from "@threatloom/reporters/site";

/** How far one may go in and out, as scales. */
const CLOSEST = 4;
const FARTHEST = 0.05;
/** A small drawing is not blown up beyond this to fill the screen. */
const FIT_AT_MOST = 1.3;
/** Kept free around what is brought into view. */
const MARGIN = 24;

/** A rectangle of the drawing, in its own lengths. */
export type Area = Pick<SiteDrawing["nodes"][number], "height" | "width" | "x" | "y">;

/** What of the drawing is seen, and how large. Moves one layer; nothing is drawn anew. */
export interface Camera {
  /** Shows the whole. */
  fit: () => void;
  /** @param at a point of the canvas that stays where it is; its middle by default. */
  zoomBy: (factor: number, at?: { x: number; y: number }) => void;
  panBy: (x: number, y: number) => void;
  /** Moves only where the area is not seen already; a scale at which nothing can be read is left too. */
  reveal: (area: Area) => void;
  /** Nobody has moved it since it showed the whole. */
  untouched: () => boolean;
}

/**
 * A camera over a canvas.
 * @param layer what is moved.
 * @param covered how much of the canvas something lies over, from the right and from below.
 */
export function cameraOn(
  canvas: HTMLElement,
  layer: SVGGElement,
  drawing: Pick<SiteDrawing, "height" | "width">,
  covered: () => { right: number; bottom: number },
): Camera {
  const place = { k: 1, x: 0, y: 0 };
  let touched = false;
  const free = (): { width: number; height: number } => {
    const { right, bottom } = covered();
    return { width: Math.max(80, canvas.clientWidth - right), height: Math.max(80, canvas.clientHeight - bottom) };
  };
  const apply = (glide: boolean): void => {
    canvas.classList.toggle("gliding", glide);
    layer.style.transform = `translate(${place.x}px,${place.y}px) scale(${place.k})`;
  };
  const centre = ({ x, y, width, height }: Area, k: number): void => {
    const room = free();
    place.k = k;
    place.x = room.width / 2 - (x + width / 2) * k;
    place.y = room.height / 2 - (y + height / 2) * k;
  };
  return {
    fit: () => {
      const room = free();
      const k = Math.min(room.width / drawing.width, room.height / drawing.height, FIT_AT_MOST);
      centre({ x: 0, y: 0, ...drawing }, k);
      touched = false;
      apply(true);
    },
    zoomBy: (factor, at) => {
      const room = free();
      const { x, y } = at ?? { x: room.width / 2, y: room.height / 2 };
      const k = Math.min(CLOSEST, Math.max(FARTHEST, place.k * factor));
      place.x = x - ((x - place.x) / place.k) * k;
      place.y = y - ((y - place.y) / place.k) * k;
      place.k = k;
      touched = true;
      apply(at === undefined);
    },
    panBy: (x, y) => {
      place.x += x;
      place.y += y;
      touched = true;
      apply(false);
    },
    reveal: (area) => {
      const room = free();
      const [left, top] = [place.x + area.x * place.k, place.y + area.y * place.k];
      const seen =
        left >= MARGIN &&
        top >= MARGIN &&
        left + area.width * place.k <= room.width - MARGIN &&
        top + area.height * place.k <= room.height - MARGIN;
      if (seen && place.k >= 0.5) return;
      centre(area, Math.max(place.k, 0.9));
      touched = true;
      apply(true);
    },
    untouched: () => !touched,
  };
}
