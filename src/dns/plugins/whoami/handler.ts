import type { Effects } from "../../../base/effect.js";
import { familyOf } from "../../../base/address.js";
import { replyTo } from "../../../packet/dns-reply.js";
import type { Answer, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** Says from which address and port the question came (coredns plugin/whoami/whoami.go). */
export function* handleWhoami(visit: Visit): Effects<DnsNeed, Answer> {
  const { client, clientPort = 0, transport, message } = visit.request;
  const { name, class: own } = visit.question;
  const reply = replyTo(message);
  const type = familyOf(client) === "ipv4" ? "A" : "AAAA";
  const service = name === "." ? `_${transport}.` : `_${transport}.${name}`;
  return yield* visit.write({
    ...reply,
    flags: { ...reply.flags, aa: true },
    additional: [
      { name, type, class: own, ttl: 0, data: client },
      { name: service, type: "SRV", class: own, ttl: 0, data: `0 0 ${clientPort} .` },
    ],
  });
}
