import { UNKNOWN } from "@threatloom/model";
import type { DataView } from "../elements.js";
import { isCredential } from "../looks/sensitive.js";
import type { Rule } from "../rule.js";

function classOf(view: DataView): string | null {
  const { classes } = view.facts;
  if (classes.value !== UNKNOWN && classes.value.length > 0) return classes.value[0]!;
  return isCredential(view) ? "credentials" : null;
}

/** Says all data whose level is lower than the class they belong to allows. */
export const rule: Rule = {
  id: "level-below-class",
  meta: {
    title: "Data with a lower level than their class allows",
    group: "data",
    stride: ["I"],
    cwe: [],
    capec: [],
    attack: [],
    asvs: ["14.1.1"],
    severity: "medium",
    confidence: "high",
    threats: [],
    why: "Level and class contradict each other: who reads the level hands out what the class says must be kept. The lowest level fits no class, and credentials need one of the two highest.",
    fix: "Raise `level:`, or take away the class if the data do not belong to it.",
    falsePositives: "Data about people that are published on purpose: write `pii: yes` instead of the class.",
  },
  check({ sensitivity: { order } }, { elements }) {
    return elements.data.flatMap((view) => {
      const { level } = view.facts;
      const [place, one] = [level.value === UNKNOWN ? -1 : order.indexOf(level.value), classOf(view)];
      const lowest = isCredential(view) ? order.length - 2 : 1;
      if (place < 0 || one === null || place >= Math.max(lowest, 1)) return [];
      const message = `the level of ${view.name}, ${level.value}, is too low for the class ${one}`;
      return [{ message, data: view.asset.key, component: null, location: level.location }];
    });
  },
};
