import { afterEach, describe, expect, test } from "@jest/globals";
import { tempFolder, threatloom } from "@threatloom/testing";
import { introduction } from "./properties-page.js";

const folders: (() => void)[] = [];
const folder = (files: Record<string, string>): string => {
  const { path, dispose } = tempFolder(files);
  folders.push(dispose);
  return path;
};
afterEach(() => {
  for (const dispose of folders.splice(0)) dispose();
});

const MODEL = [
  "@component App:Web (#web):",
  "  internet_facing: yes",
  "@data Card number (#pan) as pci",
  "@connects #web to App:Store with orders:",
  "  protocol: HTTPS",
  '  data: ["#pan"]',
  "",
].join("\n");
const CONFIG = "components:\n  App:Web: { technology: [go], logs: unknown }\n  App:Store: { encrypts-at-rest: yes }\n";

describe("show", () => {
  test("names what is known, who says so, and what it was inferred from", async () => {
    const root = folder({ "m.threatspec": MODEL, "threatloom.yaml": CONFIG });
    const show = async (what: string): Promise<string> => (await threatloom(["show", what], { cwd: root })).stdout;
    const web = await show("#web");
    expect(web).toContain("  technology: go (threatloom.yaml:2)\n  internet-facing: yes (m.threatspec:1)\n");
    expect(web).toContain("  logs: unknown (threatloom.yaml:2)\n");
    expect(web).toContain(
      "App:Web -> App:Store: orders [protocol HTTPS (m.threatspec:4); encrypted yes (inferred from protocol: HTTPS); " +
        "integrity-protected yes (inferred from protocol: HTTPS); data Card number (m.threatspec:4)]",
    );
    expect(await show("#pan")).toContain("  level: pci (m.threatspec:3)\n  classes: pci (inferred from level: pci)\n");
  });

  test("a text of a stranger stays text", async () => {
    const root = folder({ "m.threatspec": '@component A:B:\n  technology: "\\e[31mred"\n' });
    expect((await threatloom(["show", "A:B"], { cwd: root })).stdout).not.toContain("\u001b");
  });
});

describe("check", () => {
  test("judges what the configuration says, with its place", async () => {
    const root = folder({
      "m.threatspec": MODEL,
      "threatloom.yaml":
        "components:\n  App:Wbe: { logs: yes }\n  App:Web:\n    logs: mabye\n    internet-facing: no\n",
    });
    const { code, stdout } = await threatloom(["check"], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toMatch(/threatloom\.yaml:2:3.*dangling-reference|dangling-reference.*threatloom\.yaml:2:3/s);
    expect(stdout).toContain("threatloom.yaml:4:5");
    expect(stdout).toContain("yes, no or unknown");
    expect(stdout).toContain("threatloom.yaml:5:5");
    expect((await threatloom(["check", "m.threatspec"], { cwd: root })).code).toBe(0);
  });

  test("a file by itself is not held against what the configuration says of others", async () => {
    const root = folder({
      "m.threatspec": MODEL,
      "a.go": "package a\n\n// @exposes App:Log to floods with no limit\nfunc f() { g() }\n",
      "threatloom.yaml": CONFIG,
    });
    expect(await threatloom(["check", "a.go"], { cwd: root })).toMatchObject({ code: 0, stderr: "" });
  });
});

test("the examples of docs/properties.md are sound", async () => {
  const [, model = ""] = /```threatspec\n([^]*?)```/.exec(introduction) ?? [];
  const [, config = ""] = /```yaml\n([^]*?)```/.exec(introduction) ?? [];
  const root = folder({ "m.threatspec": model, "threatloom.yaml": config });
  expect(await threatloom(["check", "--fail-on", "warning"], { cwd: root })).toMatchObject({ code: 0, stderr: "" });
  const { stdout } = await threatloom(["scan", "--format", "json"], { cwd: root });
  const { facts } = JSON.parse(stdout) as { facts: { property: string; from: string }[] };
  expect(facts.filter(({ from }) => from === "configuration").map(({ property }) => property)).toEqual([
    ...["encrypts-at-rest", "runs-as", "authenticated", "encrypted-at-rest", "separates", "trust"],
  ]);
});
