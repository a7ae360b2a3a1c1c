import { familyOf } from "../../base/address.js";
import type { Effects } from "../../base/effect.js";
import type { Libc } from "../../cluster/pod-resolver.js";
import type { DnsNeed } from "../effect.js";
import type { LookupResult } from "../lookup-result.js";
import { askAsGlibc } from "./glibc.js";
import { askAsMusl } from "./musl.js";
import type { NameRequest } from "./name-request.js";
import { numericHost } from "./numeric-host.js";

export type { LookupResult } from "../lookup-result.js";
export type { NameRequest } from "./name-request.js";

/** The resolvers of C libraries. */
const RESOLVERS: Readonly<Record<Libc, (request: NameRequest) => Effects<DnsNeed, LookupResult>>> =
  { glibc: askAsGlibc, musl: askAsMusl };

/** A C library's `getaddrinfo` for an address or a name in DNS; `/etc/hosts` is the caller's. */
export function* getAddressInfo(libc: Libc, request: NameRequest): Effects<DnsNeed, LookupResult> {
  const { name } = request;
  const numeric = numericHost(name);
  if (numeric !== null) {
    const isWanted = request.family === undefined || familyOf(numeric) === request.family;
    if (isWanted) return { kind: "found", addresses: [numeric], canonicalName: name };
    return { kind: libc === "glibc" ? "wrong-family" : "no-data" };
  }
  return yield* RESOLVERS[libc](request);
}
