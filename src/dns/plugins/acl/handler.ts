import type { Address } from "../../../base/address.js";
import type { Effects } from "../../../base/effect.js";
import { contains } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import { typeCode } from "../../../packet/dns-code.js";
import { optRecord } from "../../../packet/dns-edns.js";
import type { DnsMessage } from "../../../packet/dns-message.js";
import { longestZone } from "../../../packet/dns-name.js";
import { replyTo } from "../../../packet/dns-reply.js";
import { extendedError } from "../../../packet/extended-error.js";
import type { AclVerdict } from "../../../trace/event/dns-event.js";
import type { Answer, Handler, Visit } from "../../chain.js";
import type { DnsNeed } from "../../effect.js";

/** What can be done with a query: let it pass, refuse it, answer that there is nothing, stay silent. */
export const ACTIONS: readonly AclVerdict[] = ["allow", "block", "filter", "drop"];

/** What is done with queries of some types from some networks. */
export interface AclPolicy {
  readonly action: AclVerdict;
  /** Their numbers; 0 stands for all. */
  readonly types: readonly number[];
  readonly nets: readonly Prefix[];
}

/** The policies for some zones; of those that fit, the first decides. */
export interface AclRule {
  readonly zones: readonly string[];
  readonly policies: readonly AclPolicy[];
}

/** Judges each query by where it comes from and what it asks (coredns plugin/acl/acl.go). */
export function createAcl(rules: readonly AclRule[]): Handler {
  return function* handleAcl(visit: Visit): Effects<DnsNeed, Answer> {
    const { message, client } = visit.request;
    const verdict = judge(rules, visit.question.name, typeCode(visit.question.type), client);
    if (verdict === null) return yield* visit.passOn();
    yield* visit.act({ kind: "policy-applied", ...verdict });
    switch (verdict.policy) {
      case "allow":
        return yield* visit.passOn();
      case "drop":
        return { kind: "silent" };
      case "block":
        return yield* visit.write(withReason(replyTo(message, "REFUSED"), BLOCKED));
      case "filter":
        return yield* visit.write(withReason(replyTo(message), FILTERED));
    }
  };
}

interface Verdict {
  readonly policy: AclVerdict;
  readonly zone: string;
}

// A rule for the zone in which no policy fits leaves the query to the rules after it.
function judge(
  rules: readonly AclRule[],
  name: string,
  type: number,
  client: Address,
): Verdict | null {
  for (const { zones, policies } of rules) {
    const zone = longestZone(name.toLowerCase(), zones);
    const policy = policies.find(
      ({ types, nets }) =>
        (types.includes(0) || types.includes(type)) && nets.some((net) => contains(net, client)),
    );
    if (zone !== null && policy !== undefined) return { policy: policy.action, zone };
  }
  return null;
}

// RFC 8914, 4.16 and 4.18.
const BLOCKED = 15;
const FILTERED = 17;

function withReason(reply: DnsMessage, code: number): DnsMessage {
  const options = [extendedError(code, "")];
  const opt = optRecord({ size: 4096, version: 0, dnssecOk: true, options });
  return { ...reply, additional: [opt] };
}
