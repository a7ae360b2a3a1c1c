import { parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { DnsNeed } from "../../dns/effect.js";
import { getAddressInfo } from "../../dns/resolver/get-address-info.js";
import type { Outcome } from "../../trace/outcome.js";
import type { Client } from "./client.js";
import { lookUpHosts } from "./hosts-file.js";
import { sortAddresses } from "./sort-addresses.js";

/** Addresses in the order to try them in, or why there are none. */
export type Resolution =
  | { readonly kind: "found"; readonly addresses: readonly Address[] }
  | { readonly kind: "failed"; readonly outcome: Outcome };

/** What a program does to get from a host's name to addresses: literal, then `hosts: files dns`. */
export function* resolveHost(host: string, client: Client): Effects<DnsNeed, Resolution> {
  const literal = parseAddress(host.replace(/^\[|\]$/g, ""));
  const known = literal === null ? lookUpHosts(client.hosts, host, client.libc) : [literal];
  if (known !== undefined) return found(known, client);

  let timedOut = false;
  const lookup = getAddressInfo(client.libc, {
    name: host,
    request: client.request,
    resolvConf: client.resolvConf,
    nextQuery: () => client.nextQuery(),
    nextId: () => client.nextId(),
  });
  let step = lookup.next();
  while (step.done !== true) {
    const need = step.value;
    if (need.kind === "note" && need.event.kind === "candidate-failed") {
      timedOut = need.event.result === "timeout";
    }
    step = lookup.next(yield need);
  }
  const result = step.value;
  switch (result.kind) {
    case "found":
      return found(result.addresses, client);
    case "not-found":
      return { kind: "failed", outcome: "nxdomain" };
    case "no-data":
    case "wrong-family":
      return { kind: "failed", outcome: "no data" };
    case "try-again":
      return { kind: "failed", outcome: timedOut ? "timed out" : "server failure" };
  }
}

function found(addresses: readonly Address[], client: Client): Resolution {
  return {
    kind: "found",
    addresses: sortAddresses(addresses, (destination) => client.reach(destination)),
  };
}
