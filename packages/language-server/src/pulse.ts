import type { Desk } from "./desk.js";

/** Starts work that nobody waits for. */
export type Run = (work: () => Promise<void>) => void;

/** Keystrokes that come at once are one. In milliseconds. */
const SETTLED = 5;
/** Where telling takes long, it waits as long as it took last, so that those who type are not held up by each keystroke. */
const LONGEST = 300;

/** A client that opens a folder opens a document of it next: what is wrong is told with that one first. */
const FIRST = 100;

/** Tells what changed, project by project, once things have settled. */
export interface Pulse {
  /** A project was opened, and perhaps no document in it. */
  opened: (desk: Desk) => void;
  /** A text of a project is another one. */
  typed: (desk: Desk) => void;
  /** Files of a project may be others than before. */
  stirred: (desk: Desk) => void;
}

/** Up to a twentieth of a second nobody notices. */
const pauseAfter = (took: number): number => (took <= 50 ? SETTLED : Math.min(took, LONGEST));

/** Makes the pulse of a connection; `run` takes care of work that fails. */
export function pulseOf(run: Run, publish: (desk: Desk) => Promise<void>): Pulse {
  const waiting = new Map<Desk, NodeJS.Timeout>();
  // Weak, for projects are closed and take all that was read of them with them.
  const publishing = new WeakMap<Desk, Promise<void>>();
  const took = new WeakMap<Desk, number>();
  const starting = new WeakSet<Desk>();
  const timed = async (desk: Desk): Promise<void> => {
    const start = performance.now();
    await publish(desk);
    took.set(desk, performance.now() - start);
  };
  const now = async (desk: Desk): Promise<void> => {
    waiting.delete(desk);
    starting.delete(desk);
    // Never two at once of one project: what is told must not overtake what was told before.
    const before = publishing.get(desk) ?? Promise.resolve();
    const own = before.then(() => timed(desk));
    publishing.set(
      desk,
      own.catch(() => undefined),
    );
    await own;
  };
  const after = (desk: Desk, pause: number): void => {
    waiting.set(
      desk,
      setTimeout(() => {
        run(() => now(desk));
      }, pause),
    );
  };
  const typed = (desk: Desk): void => {
    const pending = waiting.get(desk);
    if (pending !== undefined && !starting.has(desk)) return;
    starting.delete(desk);
    clearTimeout(pending);
    after(desk, pauseAfter(took.get(desk) ?? 0));
  };
  return {
    typed,
    opened: (desk) => {
      if (waiting.has(desk)) return;
      starting.add(desk);
      after(desk, FIRST);
    },
    stirred: (desk) => {
      run(async () => {
        await desk.live.refresh();
        typed(desk);
      });
    },
  };
}
