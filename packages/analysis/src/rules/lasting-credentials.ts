import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says all credentials that work for more than a year after they were stolen. */
export const rule: Rule = {
  id: "lasting-credentials",
  meta: {
    title: "Credentials that hardly ever expire",
    group: "stride",
    stride: ["S"],
    cwe: [613],
    capec: [60],
    attack: ["T1528", "T1550"],
    asvs: ["13.3.4"],
    severity: "low",
    confidence: "medium",
    threats: ["stolen credentials", "credentials without expiry", "long-lived credentials"],
    why: "That credentials were stolen is noticed late or never. Until they expire, who took them goes on being somebody else.",
    fix: "Replace them at least once a year, sooner where many hold them, and say so with `lifetime:`.",
    falsePositives:
      "Passwords that people choose need not expire where theft is looked for: give them `lifetime: account`.",
  },
  check(_model, { elements }) {
    return elements.data.flatMap(({ name, asset, facts }) => {
      const { value } = facts.lifetime;
      if (!says(facts.credentials) || says(facts.hashed) || !isLong(value)) return [];
      const holder = elements.components.find(({ data }) => data.includes(asset.key));
      const message = `who steals ${name} once can use it ${value === "forever" ? "for ever" : `for ${value}`}`;
      return [
        {
          message,
          component: holder?.component.key ?? null,
          data: asset.key,
          location: facts.lifetime.location ?? asset.definitions[0] ?? null,
        },
      ];
    });
  },
};

const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, y: 365.25 };

/** More than a year and a day, of which the calendar may make 366 days or 13 months. */
function isLong(lifetime: string): boolean {
  const [, count = "0", unit = ""] = /^(\d{1,6}) ?([a-z]+)$/.exec(lifetime) ?? [];
  const days = unit.startsWith("month") ? 30 : (DAYS[unit.charAt(0)] ?? 0);
  return lifetime === "forever" || Number(count) * days > 366 + 30;
}
