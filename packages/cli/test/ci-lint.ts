import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/index";
import { parse } from "yaml";
import { action, type Step } from "./action-runner.js";

/** A workflow, as far as its rules are held here. */
export interface Workflow {
  name: string;
  on: unknown;
  permissions?: Record<string, string>;
  jobs: Record<
    string,
    { if?: string; permissions?: Record<string, string>; "timeout-minutes"?: number; steps: Step[] }
  >;
}

/** What GitHub's own parser says against a workflow: keys, types, contexts and expressions. */
export async function workflowErrors(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value === undefined || context.errors.count > 0) return messages(context.errors.getErrors());
  const template = await convertWorkflowTemplate(context, value);
  return [...messages(context.errors.getErrors()), ...messages(template.errors ?? [])];
}

/** The same for the description of an action. */
export function actionErrors(name: string, content: string): string[] {
  const { context } = parseAction({ name, content }, new NoOperationTraceWriter());
  return messages(context.errors.getErrors());
}

const messages = (errors: readonly { message?: unknown; Message?: unknown }[]): string[] =>
  errors.map(({ message, Message }) => String(message ?? Message));

const EXPRESSION = /\$\{\{(.*?)\}\}/gs;
const OURS = "threatloom/threatloom@";
const PINNED = /^[\w-]+\/[\w-]+(?:\/[\w-]+)*@[0-9a-f]{40}$/;

/** What is wrong with a step in the eyes of somebody who attacks the workflow. */
function stepTroubles(step: Step): string[] {
  const label = step.name ?? step.uses ?? step.run ?? "";
  const troubles = [...(step.run ?? "").matchAll(EXPRESSION)].map(([text]) => `${label}: ${text} inside a script`);
  if (step.run !== undefined && /\beval\b|\bsh -c\b/.test(step.run)) troubles.push(`${label}: a shell reads variables`);
  if (step.uses?.startsWith(OURS)) {
    const unknown = Object.keys(step.with ?? {}).filter((input) => !Object.hasOwn(action.inputs, input));
    troubles.push(...unknown.map((input) => `${label}: has no input ${input}`));
  } else if (step.uses !== undefined && !PINNED.test(step.uses)) {
    troubles.push(`${label}: not pinned to a commit`);
  }
  if (step.uses?.startsWith("actions/checkout@") && String(step.with?.["persist-credentials"]) !== "false") {
    troubles.push(`${label}: leaves its token on the disk`);
  }
  return troubles;
}

const triggers = (on: unknown): string[] =>
  typeof on === "string" ? [on] : Array.isArray(on) ? on.map(String) : Object.keys(on as object);

/** What is wrong with a workflow in the eyes of somebody who attacks it. */
export function workflowTroubles(content: string): string[] {
  const { on, permissions, jobs } = parse(content) as Workflow;
  const troubles = Object.keys(permissions ?? { "not set": "" }).map((scope) => `permissions of every job: ${scope}`);
  const events = triggers(on);
  if (events.includes("pull_request_target")) troubles.push("pull_request_target");
  for (const [name, { permissions: own, steps, "timeout-minutes": limit }] of Object.entries(jobs)) {
    if (own === undefined) troubles.push(`${name}: no permissions of its own`);
    if (limit === undefined) troubles.push(`${name}: no time limit`);
    troubles.push(...steps.flatMap(stepTroubles));
    const checkout = steps.find(({ uses }) => uses?.startsWith("actions/checkout@"));
    if (events.includes("workflow_run")) {
      if (checkout !== undefined) troubles.push(`${name}: a trusted job checks out the change`);
      if (steps.some(({ run }) => run !== undefined)) troubles.push(`${name}: a trusted job runs scripts`);
    } else if (checkout !== undefined && String(checkout.with?.["fetch-depth"]) !== "0")
      troubles.push(`${name}: the merge base is not there`);
  }
  return troubles;
}

/** What is wrong with the steps of an action in the eyes of somebody who attacks it. */
export function actionTroubles(content: string): string[] {
  const { runs, inputs } = parse(content) as typeof action;
  const troubles = runs.steps.flatMap(stepTroubles);
  const used = JSON.stringify(runs.steps);
  for (const input of Object.keys(inputs)) if (!used.includes(`inputs.${input}`)) troubles.push(`${input} is not used`);
  return troubles;
}
