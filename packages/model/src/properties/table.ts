import { roleWords } from "../words.js";
import type { FactSubject, PropertyRows, PropertySpec, PropertySubject } from "./types.js";

const roles = roleWords;

const component = {
  role: { type: "word", values: roles, meaning: "The part it plays in a data flow diagram." },
  technology: {
    type: "texts",
    also: ["technologies", "tech", "stack"],
    meaning: "What it is made with: language, framework, product.",
  },
  "internet-facing": {
    type: "flag",
    also: ["public-facing", "internet-exposed", "exposed-to-internet"],
    meaning: "Anybody on the internet can reach it without passing another component first.",
  },
  "serves-browsers": { type: "flag", meaning: "Its answers are shown by web browsers." },
  authenticates: {
    type: "flag",
    also: ["authentication", "requires-authentication"],
    meaning: "It finds out who its callers are before it serves them.",
  },
  authorises: {
    type: "flag",
    also: ["authorizes", "authorisation", "authorization", "checks-permissions"],
    meaning: "It checks whether a caller may do what is asked.",
  },
  "validates-input": {
    type: "flag",
    also: ["input-validation", "sanitises-input", "sanitizes-input"],
    meaning: "What comes in is held against what is expected, and refused where it differs.",
  },
  "encodes-output": {
    type: "flag",
    also: ["output-encoding", "escapes-output"],
    meaning: "What goes out is escaped for the place where it ends up.",
  },
  "csrf-protected": {
    type: "flag",
    also: ["csrf-protection", "protects-from-csrf"],
    meaning: "Requests that another site makes a browser send are told apart and refused.",
  },
  "manages-sessions": {
    type: "flag",
    also: ["session-management", "has-sessions"],
    meaning: "It issues or keeps sessions or tokens.",
  },
  parses: { type: "texts", meaning: "Formats from outside that it interprets: xml, yaml, zip, sql, templates …" },
  "runs-untrusted-code": {
    type: "flag",
    also: ["executes-untrusted-code"],
    meaning: "It runs code or scripts that somebody else supplies.",
  },
  "memory-safe": { type: "flag", meaning: "Its language keeps reads and writes inside their objects." },
  "encrypts-at-rest": {
    type: "flag",
    also: ["encrypted-at-rest", "encryption-at-rest"],
    meaning: "What it stores is encrypted.",
  },
  "protects-integrity": {
    type: "flag",
    also: ["integrity-protected", "tamper-evident"],
    meaning: "Changes to what it keeps by anybody but itself are prevented or noticed.",
  },
  "backed-up": { type: "flag", also: ["backup", "backups"], meaning: "What it stores can be restored." },
  logs: {
    type: "flag",
    also: ["logging", "audit-log", "audits"],
    meaning: "It records who did what, so that nobody can deny it.",
  },
  "stores-logs": { type: "flag", also: ["keeps-logs"], meaning: "It keeps the logs of others." },
  "rate-limits": {
    type: "flag",
    also: ["rate-limited", "rate-limiting", "throttles"],
    meaning: "One caller cannot take more than a share of it.",
  },
  "limits-resources": {
    type: "flag",
    also: ["resource-limits", "quotas"],
    meaning: "Time, memory and size that one request may take are bounded.",
  },
  redundant: {
    type: "flag",
    also: ["highly-available", "high-availability"],
    meaning: "It goes on when one instance fails.",
  },
  "runs-as": { type: "text", also: ["service-account"], meaning: "The account it runs under." },
  privileged: {
    type: "flag",
    also: ["elevated", "runs-privileged"],
    meaning: "It has rights beyond its own task. Inferred from runs-as: root, Administrator, SYSTEM.",
  },
  isolated: {
    type: "flag",
    also: ["sandboxed", "sandbox"],
    meaning: "A sandbox keeps whoever takes it over from the rest of its machine.",
  },
  "multi-tenant": { type: "flag", also: ["multi-tenanted", "multi-tenancy"], meaning: "Several customers share it." },
  "isolates-tenants": {
    type: "flag",
    also: ["tenant-isolation"],
    meaning: "Each customer reaches their own data and nothing else.",
  },
  "third-party": { type: "flag", meaning: "Somebody else builds or runs it." },
  data: { type: "assets", also: ["stores"], meaning: "Data it keeps or handles." },
  code: {
    type: "texts",
    also: ["code-in", "source-files"],
    meaning:
      "Globs of the files that are its code, relative to the root: functions there that no claim speaks of belong to it.",
  },
} as const satisfies PropertyRows;

const flow = {
  protocol: {
    type: "text",
    meaning:
      "How the two ends talk. Inferred from `via M`, or a label that is a protocol or ends in one: `orders over P`.",
  },
  encrypted: {
    type: "flag",
    also: ["encrypted-in-transit", "encryption-in-transit", "encryption", "encrypts"],
    meaning: "Nobody on the way can read it. Inferred from the protocol.",
  },
  authenticated: {
    type: "flag",
    also: ["authenticates", "authentication"],
    meaning: "The receiving end knows who sends.",
  },
  "mutually-authenticated": {
    type: "flag",
    also: ["mutual-authentication", "mutual-tls", "mtls"],
    meaning: "Each end knows the other. Inferred from mTLS as the protocol.",
  },
  "integrity-protected": {
    type: "flag",
    also: ["signed", "integrity"],
    meaning: "Nobody on the way can change it unnoticed. Inferred where the protocol encrypts.",
  },
  "replay-protected": {
    type: "flag",
    also: ["replay-protection"],
    meaning: "A recorded message that is sent again is refused.",
  },
  "public-network": {
    type: "flag",
    also: ["over-internet", "over-public-network"],
    meaning: "It crosses a network that strangers are on.",
  },
  logged: { type: "flag", meaning: "What is sent is recorded." },
  data: {
    type: "assets",
    also: ["carries", "data-carried"],
    meaning: "Data it carries. Inferred from a label that is the name of a data asset.",
  },
} as const satisfies PropertyRows;

const data = {
  level: {
    type: "level",
    also: ["sensitivity", "classification", "confidentiality"],
    meaning: "How sensitive it is: a level or a class of the project.",
  },
  classes: {
    type: "classes",
    also: ["class", "kinds"],
    meaning: "Classes it belongs to. Inferred from a level that is a class.",
  },
  pii: {
    type: "flag",
    also: ["personal", "personal-data"],
    meaning: "It says something about a person. Inferred from the classes pii and phi.",
  },
  credentials: {
    type: "flag",
    also: ["credential", "secret", "secrets"],
    meaning: "Who has it can act as somebody. Inferred from the classes credentials and secrets.",
  },
  "encrypted-at-rest": { type: "flag", also: ["encrypts-at-rest"], meaning: "It is encrypted wherever it is stored." },
  hashed: { type: "flag", meaning: "Only a hash of it is kept." },
  lifetime: {
    type: "duration",
    also: ["retention", "retention-period", "kept-for"],
    meaning: "How long it is kept.",
  },
} as const satisfies PropertyRows;

const boundary = {
  separates: {
    type: "word",
    values: ["network", "machine", "process", "privilege", "tenant", "organisation"],
    meaning: "What differs between the inside and the outside.",
  },
  trust: {
    type: "word",
    values: ["untrusted", "partial", "trusted"],
    also: ["trust-level"],
    meaning: "How far what lies inside is trusted.",
  },
  "enforced-by": { type: "texts", also: ["enforcement"], meaning: "What keeps strangers out: firewall, sandbox …" },
  "denies-by-default": { type: "flag", also: ["default-deny"], meaning: "What is not allowed does not pass." },
  monitored: { type: "flag", also: ["monitoring"], meaning: "What crosses it is watched." },
} as const satisfies PropertyRows;

/** The rows of the properties that become facts, by what they are said of. */
export const factTable = { component, flow, data, boundary } as const satisfies Record<FactSubject, PropertyRows>;

/** Properties of anything; they are kept where they are said, and read there. */
export const commonProperties: PropertyRows = {
  description: { type: "free", meaning: "A sentence, shown in reports." },
  owner: { type: "free", meaning: "The team that answers for it." },
  references: { type: "free", meaning: "CWE and other ids, one or a list." },
  ticket: { type: "free", meaning: "Where it is being worked on." },
  severity: {
    type: "severity",
    meaning: "How grave a threat or an exposure is: critical, high, medium, low, P0 to P3.",
  },
  impact: {
    type: "grade",
    meaning: "What it would cost: 1 to 5, or low, medium, high, critical. A sentence is kept, and not weighed.",
  },
  likelihood: {
    type: "grade",
    meaning: "How likely it is: 1 to 5, or low, medium, high, critical. A sentence is kept, and not weighed.",
  },
  dread: {
    type: "dread",
    meaning: "Damage, reproducibility, exploitability, affected users, discoverability: a map or list of 0 to 10.",
  },
  stride: { type: "stride", meaning: "What kind of threat it is: letters or names of STRIDE." },
  approver: { type: "free", meaning: "Who decided that a risk is accepted." },
  expires: { type: "day", meaning: "The last day of an acceptance, as 2026-12-31." },
};

/** Every row that is read of a subject: its own, then those of anything. */
export function propertyRows(subject: PropertySubject): [string, PropertySpec][] {
  const own: PropertyRows = subject === "claim" ? {} : factTable[subject];
  return [...Object.entries(own), ...Object.entries(commonProperties)];
}

/** The subjects that facts are kept about, in the order of the documentation. */
export const factSubjects: readonly FactSubject[] = ["component", "flow", "data", "boundary"];
