import { expect, test } from "@jest/globals";
import { contextOf, loadRule, runRules } from "@threatloom/analysis";
import { defaultSettings, type Status } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";

const today = "2026-01-01";

/** How the claims of a model answer the one finding about its component. */
async function answerOf(...claims: string[]): Promise<Status | null> {
  const lines = ["@threat spoofing (#spoofing)", "@actor Visitor", "@connects Visitor to Shop:Web with searches"];
  const text = [...lines, "@component Shop:Web as process:", "  authenticates: no", ...claims].join("\n");
  const { model } = await modelOf({ "m.threatspec": text }, today);
  const rule = (await loadRule("unauthenticated-caller"))!;
  const { findings, answered } = runRules([rule], model, contextOf(model, { today, settings: defaultSettings }));
  expect(findings.length + answered.length).toBe(1);
  return answered[0]?.status ?? null;
}

const accepted = "@accepts #spoofing on Shop:Web";
const exposed = "@exposes Shop:Web to #spoofing with no login";
const mitigated = "@mitigates Shop:Web against #spoofing with a gateway";
const transferred = "@transfers #spoofing from Shop:Web to Others:Gateway with a contract";

test("an acceptance with a reason answers, one without a reason does not", async () => {
  expect(await answerOf("@accepts #spoofing to Shop:Web with the catalogue is public")).toBe("accepted");
  expect(await answerOf(accepted)).toBeNull();
});

test("a pair answers with what is left without an acceptance that lacks a reason", async () => {
  expect(await answerOf(accepted, mitigated)).toBe("mitigated");
  expect(await answerOf(accepted, transferred)).toBe("transferred");
  expect(await answerOf(accepted, transferred, mitigated)).toBe("transferred");
  expect(await answerOf(exposed, accepted, mitigated)).toBe("mitigated");
});

test("what only an acceptance without a reason closes is not silent", async () => {
  expect(await answerOf(exposed, accepted)).toBeNull();
});
