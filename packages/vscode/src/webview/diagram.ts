/// <reference lib="dom" />
import type { ToPage } from "./messages.js";

/** What the editor gives to the page of a panel. */
interface Host {
  postMessage(message: unknown): void;
  getState(): { scale?: unknown } | undefined;
  setState(state: { scale: number }): void;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const picture = element("picture") as HTMLImageElement;
const place = element("place");
const SMALLEST = 0.1;
const LARGEST = 8;
const STEP = 1.25;
const kept = host.getState()?.scale;
let scale = typeof kept === "number" ? bounded(kept) : 1;

function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}

function bounded(value: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, value));
}

function zoom(to: number): void {
  scale = bounded(to);
  picture.style.width = `${picture.naturalWidth * scale}px`;
  element("scale").textContent = `${Math.round(scale * 100)} %`;
  host.setState({ scale });
}

function fit(): void {
  const { naturalWidth: width, naturalHeight: height } = picture;
  if (width > 0 && height > 0) zoom(Math.min(place.clientWidth / width, place.clientHeight / height, 1));
}

const actions: Readonly<Record<string, () => void>> = {
  "+": () => {
    zoom(scale * STEP);
  },
  "-": () => {
    zoom(scale / STEP);
  },
  "0": fit,
  "1": () => {
    zoom(1);
  },
};

for (const [id, key] of [
  ["larger", "+"],
  ["smaller", "-"],
  ["whole", "0"],
  ["actual", "1"],
] as const)
  element(id).addEventListener("click", () => actions[key]?.());

document.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey }) => {
  if (!ctrlKey && !metaKey && !altKey) actions[key === "=" ? "+" : key]?.();
});

place.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? scale * STEP : scale / STEP);
  },
  { passive: false },
);

picture.addEventListener("load", () => {
  picture.hidden = false;
  zoom(scale);
});

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  element("title").textContent = data.title === "" ? "Data flow diagram" : data.title;
  element("note").textContent = data.note;
  element("note").hidden = data.note === "";
  picture.hidden = true;
  picture.alt = data.title;
  if (data.picture === "") picture.removeAttribute("src");
  else picture.src = data.picture;
});

host.postMessage("ready");
