import { expect, test } from "@jest/globals";
import { openLive } from "@threatloom/engine";
import { tree } from "./trees.js";

const go = `package shop

import "os/exec"

// @component Shop:Jobs (#jobs)
// @threat command injection (#cmdi)

func Run(name string) error {
	return exec.Command(name).Run()
}

// @mitigates #jobs against #cmdi with a fixed list
func Fixed() error {
	return exec.Command("ls").Run()
}

func Quiet() int { return 1 }
`;

test("critical functions of one file are known without the others, as the text stands", async () => {
  const live = await openLive(tree({ "jobs.go": go, "jobs_test.go": go }), { today: () => "2026-03-01" });
  const found = await live.critical("jobs.go");
  expect(found.map(({ name, line, covered, sinks }) => [name, line, covered, sinks[0]!.target])).toEqual([
    ["Run", 8, "none", "os/exec.Command"],
    ["Fixed", 13, "function", "os/exec.Command"],
  ]);
  expect(found[0]!.suggestion?.annotation).toMatch(/^\/\/ @mitigates #jobs against #cmdi with /);
  expect(found[1]!.suggestion).toBeNull();
  expect(await live.critical("jobs_test.go")).toEqual([]);
  expect(await live.critical("none.go")).toEqual([]);
  live.put("jobs.go", go.replaceAll("exec.Command", "other.Command"));
  expect(await live.critical("jobs.go")).toEqual([]);
});
