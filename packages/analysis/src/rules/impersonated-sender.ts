import { isOutsider } from "../looks/parties.js";
import { once } from "../looks/places.js";
import { names } from "../looks/vocabulary.js";
import { mailProtocols } from "../looks/words.js";
import type { Rule } from "../rule.js";
import { suspect } from "../suspect.js";

/** Says all mail and short messages to people whose sender anybody can write. */
export const rule: Rule = {
  id: "impersonated-sender",
  meta: {
    title: "Mail that anybody can send in the same name",
    group: "stride",
    stride: ["S"],
    cwe: [290],
    capec: [98],
    attack: ["T1566", "T1656"],
    asvs: [],
    severity: "low",
    confidence: "medium",
    threats: ["phishing", "sender spoofing", "mail spoofing", "impersonation of the sender"],
    why: "Who gets mail in the name of the system acts on it, and the name of a sender is a line of text. Without a signature of the domain an impostor’s looks the same.",
    fix: "Sign what is sent for its domain (SPF, DKIM, DMARC), put nothing into messages that asks for credentials, and say `authenticated: yes` of the flow.",
    falsePositives: "Messages within one mail server that takes none from outside: say `authenticated: yes`.",
  },
  check(_model, { elements }) {
    const found = elements.flows.flatMap((view) => {
      const { facts, flow, from, to } = view;
      const sent = view.crosses && isOutsider(to) && from.component.role === "process";
      const isMail = names(facts.protocol, mailProtocols) || names(flow.medium, mailProtocols);
      const unknown = sent && isMail ? suspect(view, { authenticated: "no" }) : null;
      if (unknown === null) return [];
      const message = `${to.name} cannot tell messages of ${from.name} from those of an impostor`;
      return [{ message, unknown, component: flow.from, flow: flow.id, location: flow.location }];
    });
    return once(found);
  },
};
