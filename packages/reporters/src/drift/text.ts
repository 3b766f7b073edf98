import { namesOf } from "@threatloom/model";
import { escapeCommands } from "../escape.js";
import { cell, paint } from "../text/style.js";
import { place } from "../view.js";
import type { DriftView } from "./types.js";
import {
  adviceWords,
  callsWords,
  claimWords,
  countWords,
  evidenceWords,
  flowAdvice,
  flowWords,
  historyWords,
  reachWords,
} from "./words.js";

const short = (text: string): string => cell(text, 70);

/** Drift for a terminal: every claim with what became of its code and what to do. */
export function driftText({ report, model, color = false }: DriftView): string {
  const colors = paint(color);
  const names = namesOf(model);
  const blocks = report.items.map((item) => {
    const what = item.kind === "changed" ? "" : ` [${item.kind}]`;
    return [
      `${colors.bold(short(place(item.claim.location)))}  ${claimWords(item.claim, names, short)}${colors.yellow(what)}`,
      `  ${historyWords(item, short)}`,
      `  ${colors.quiet(adviceWords(item))}`,
    ];
  });
  const flows = report.flows.map((item) => [
    `${colors.bold(short(place(item.flow.location)))}  ${flowWords(item, names, short)}${colors.yellow(" [no calls]")}`,
    `  ${callsWords(item, short)}`,
    `  ${colors.quiet(flowAdvice(item))}`,
  ]);
  const evidence = evidenceWords(report.evidence);
  const head = [
    `${colors.bold(cell(report.project))}: ${countWords(report)}`,
    colors.quiet(reachWords(report.history)),
    ...(evidence === null ? [] : [colors.quiet(evidence)]),
  ];
  return `${[head, ...blocks, ...flows].map((lines) => lines.map(escapeCommands).join("\n")).join("\n\n")}\n`;
}
