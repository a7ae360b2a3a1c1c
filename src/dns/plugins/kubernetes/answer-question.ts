import type { Effects } from "../../../base/effect.js";
import { fullyQualified } from "../../../packet/dns-name.js";
import type { Question, ResourceRecord } from "../../../packet/dns-message.js";
import type { Visit } from "../../chain.js";
import { addressOfReverse } from "../../corefile/reverse-zone.js";
import type { DnsNeed } from "../../effect.js";
import { answerAddress } from "./answer-address.js";
import { namesOfAddress } from "./answer-reverse.js";
import { serviceRecords } from "./answer-service.js";

import type { MissingReason, Target } from "./find-target.js";
import { findName, requestIn } from "./find-name.js";
import type { Lookup } from "./lookup.js";
import { serverRecords } from "./name-server.js";
import { aliasRecord, below, hostAddress, recordOf, soaRecord } from "./record.js";

/** What the cluster says to a question: records (none means that the name exists without them), or why there is no name. */
export type Result =
  | {
      readonly kind: "found";
      readonly answer: readonly ResourceRecord[];
      readonly additional: readonly ResourceRecord[];
      readonly truncated: boolean;
      readonly targets: readonly Target[];
    }
  | { readonly kind: "missing"; readonly reason: MissingReason };

/** The version of the DNS specification that `dns-version` tells, and how long it may be kept, in seconds. */
const SPECIFICATION = '"1.1.0"';
const SPECIFICATION_TTL = 28_800;

/** Answers a question in one of the plugin's zones (coredns plugin/kubernetes/handler.go: ServeDNS). */
export function* answerQuestion(
  lookup: Lookup,
  visit: Visit,
  { name, type }: Question,
): Effects<DnsNeed, Result> {
  const { options, zone, world } = lookup;
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- every other type is the same
  switch (type) {
    case "A":
    case "AAAA": {
      const found = yield* answerAddress(lookup, visit, { name, type, aliases: [] });
      if (found.kind === "missing") return found;
      return { ...found, answer: found.records, additional: [] };
    }
    case "TXT":
      return answerText(lookup, name);
    case "MX": {
      const finding = findName(lookup, name, type);
      return finding.kind === "missing" ? finding : nothing(finding.targets);
    }
    case "CNAME": {
      const finding = findName(lookup, name, type);
      const [first] = finding.kind === "found" ? finding.targets : [];
      if (finding.kind === "missing") return finding;
      const isAlias = first !== undefined && hostAddress(first.host) === null;
      const answer = isAlias ? [aliasRecord(name, first.host, options.ttl)] : [];
      return { ...nothing(finding.targets), answer };
    }
    case "PTR":
      return answerReverse(lookup, name);
    case "SRV": {
      const finding = findName(lookup, name, type);
      if (finding.kind === "missing") return finding;
      const records = serviceRecords(name, finding.targets, options.ttl);
      return { ...nothing(finding.targets), ...records };
    }
    case "SOA":
      if (name !== zone) return nothing();
      return { ...nothing(), answer: [soaRecord(zone, options.ttl, world.serial)] };
    case "NS":
      // CoreDNS compares the lower-case name with the zone as spelled: in another spelling there is none.
      if (name.toLowerCase() === zone) return { ...nothing(), ...serverRecords(lookup, name) };
      return yield* existence(lookup, visit, name);
    default:
      return yield* existence(lookup, visit, name);
  }
}

// Other types have no records, but whether the name exists is the same for all.
function* existence(lookup: Lookup, visit: Visit, name: string): Effects<DnsNeed, Result> {
  const found = yield* answerAddress(lookup, visit, { name, type: "A", aliases: [] });
  return found.kind === "missing" ? found : nothing(found.targets);
}

function answerText(lookup: Lookup, name: string): Result {
  if (name.toLowerCase() === below("dns-version", lookup.zone.toLowerCase())) {
    const answer = [recordOf(name, "TXT", SPECIFICATION_TTL, SPECIFICATION)];
    return { ...nothing(), answer };
  }
  const finding = findName(lookup, name, "TXT");
  if (finding.kind === "missing") return finding;
  const request = requestIn(lookup, name);
  // A zone-scoped name exists even where its zone has no endpoint.
  if (typeof request === "object" && request.zone !== "") return nothing();
  // CoreDNS takes a name without content of its own for one that does not exist, for this type alone.
  if (finding.targets.length > 0) return nothing(finding.targets);
  return { kind: "missing", reason: "name-invalid" };
}

function answerReverse(lookup: Lookup, name: string): Result {
  const address = addressOfReverse(name);
  if (address === null) {
    const finding = findName(lookup, name, "PTR");
    return finding.kind === "missing" ? finding : nothing(finding.targets);
  }
  const names = namesOfAddress(lookup, address);
  if (names.length === 0) return { kind: "missing", reason: "address-unknown" };
  const { ttl } = lookup.options;
  const answer = names.map((target) => recordOf(name, "PTR", ttl, fullyQualified(target)));
  const targets = names.map((target) => ({ host: address, port: null, name: target }));
  return { ...nothing(targets), answer };
}

function nothing(targets: readonly Target[] = []): Result & { readonly kind: "found" } {
  return { kind: "found", answer: [], additional: [], truncated: false, targets };
}
