/** Work that is asked for more often than it is done. */
export interface Paced {
  ask(): void;
  dispose(): void;
}

/** Does work at once, then not before the pause is over: what is asked for meanwhile is done once, at its end. */
export function paced(pause: number, work: () => void): Paced {
  let timer: NodeJS.Timeout | null = null;
  let asked = false;
  const now = (): void => {
    asked = false;
    timer = setTimeout(over, pause);
    work();
  };
  const over = (): void => {
    timer = null;
    if (asked) now();
  };
  return {
    ask: () => {
      asked = true;
      if (timer === null) now();
    },
    dispose: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
