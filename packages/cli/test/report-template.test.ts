import { afterAll, expect, test } from "@jest/globals";
import { tempFolder, threatloom } from "@threatloom/testing";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const examples = new URL("../../../docs/examples/", import.meta.url).pathname;
const folder = tempFolder({
  "m.threatspec": "@exposes App:Web to <b>injection</b> with strings\n",
  "secret.txt": "secret",
  "t/part.txt": "part",
  "t/list.txt":
    '{% for threat in open %}{{ threat.component }}: {{ threat.threat }}\n{% endfor %}{% include "part.txt" %}',
  "t/wrong.txt": "\n{{ open[0].componnet }}",
  "t/up.txt": '{% include "../secret.txt" %}',
  "t/link.txt": '{% include "linked.txt" %}',
});
symlinkSync(join(folder.path, "secret.txt"), join(folder.path, "t/linked.txt"));
afterAll(() => {
  folder.dispose();
});

const report = (...args: string[]): ReturnType<typeof threatloom> =>
  threatloom(["report", ...args], { cwd: folder.path });

test("a template is filled in on standard output or in a file", async () => {
  expect(await report("--template", "t/list.txt")).toMatchObject({
    code: 0,
    stdout: "App:Web: <b>injection</b>\npart",
  });
  const mail = join(examples, "mail.html.njk");
  expect(await report("--template", mail, "--out", "out/mail.html")).toMatchObject({ code: 0, stdout: "" });
  expect(readFileSync(join(folder.path, "out/mail.html"), "utf8")).toContain("&lt;b&gt;injection&lt;/b&gt;");
});

test("what is wrong is told with its place, and nothing is written", async () => {
  const wrong = await report("--template", "t/wrong.txt", "--out", "wrong.out");
  expect(wrong).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^wrong\.txt:2:12: .*did you mean "component"/),
  });
  expect(existsSync(join(folder.path, "wrong.out"))).toBe(false);
  for (const name of ["up", "link"]) {
    const outside = await report("--template", `t/${name}.txt`);
    expect(outside).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("lies outside") });
  }
  expect(await report("--template", "t/none.txt")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("t/none.txt"),
  });
  expect(await report("--template", "t/list.txt", "--format", "svg")).toMatchObject({ code: 2 });
});
