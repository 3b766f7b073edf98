/** What went wrong on the way to the forge, as data: what was answered, or why nothing was. */
export type TroubleData =
  /** The forge answered, and it is not what was asked for. */
  | { kind: "status"; status: number; said: string }
  /** The forge asks to wait longer than we do, or again and again. */
  | { kind: "limit"; status: number; seconds: number }
  /** It answered with errors of its own until the attempts were used up. */
  | { kind: "unwell"; status: number; attempts: number }
  /** It sends us to another place, to which no token goes. */
  | { kind: "redirect"; to: string }
  | { kind: "network"; code: string }
  | { kind: "timeout"; seconds: number }
  | { kind: "size"; bytes: number }
  | { kind: "pages"; pages: number }
  /** It answered with something that is not what its interface answers. */
  | { kind: "answer"; what: string };

/** Travels through the client libraries, which know no other way than throwing; it ends in keepComment. */
export class Trouble extends Error {
  constructor(readonly data: TroubleData) {
    super(data.kind);
  }
}

/** Finds our trouble in what a client library threw: itself, or the cause of a wrapper. Null for anything else. */
export function troubleIn(thrown: unknown): TroubleData | null {
  if (thrown instanceof Trouble) return thrown.data;
  return thrown instanceof Error && thrown.cause instanceof Trouble ? thrown.cause.data : null;
}

/** The status with which the forge turned a request down; null where it did not. */
export function refusedWith(thrown: unknown): number | null {
  const trouble = troubleIn(thrown);
  return trouble?.kind === "status" ? trouble.status : null;
}
