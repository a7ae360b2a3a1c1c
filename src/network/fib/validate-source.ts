import type { Address } from "../../base/address.js";
import type { Router } from "./router.js";
import { LOOPBACK } from "../device.js";
import { hopsOf } from "./route-state.js";
import { hasOwnRules } from "./routing-rule.js";

/** What the way back to a packet's source says of the packet. */
export type SourceCheck =
  /** `isOnLink`: its sender is a neighbour on the device that it came in by. */
  | { readonly kind: "valid"; readonly isOnLink: boolean }
  | { readonly kind: "refused"; readonly check: "reverse-path" | "martian-source" };

/** What is checked: a source, as it came in by a device, on its way to another (null for the host itself). */
export interface CheckedSource {
  readonly source: Address;
  /** Null for a broadcast. */
  readonly destination: Address | null;
  readonly input: string;
  readonly output: string | null;
  readonly mark: number;
}

/** Whether a packet may come from where it says (linux net/ipv4/fib_frontend.c: fib_validate_source). */
export function validateSource(host: Router, checked: CheckedSource): SourceCheck {
  const { settings, fib } = host;
  const { input, output, source } = checked;
  const filter = settings.greater(input, "rp_filter");
  const mayRedirect = input === output && settings.either(input, "send_redirects");
  if (filter === 0 && !mayRedirect) {
    const valid = { kind: "valid", isOnLink: false } as const;
    if (settings.either(input, "accept_local")) return valid;
    if (!hasOwnRoutes(host)) {
      const isOwn = host.namespace.devices.some(({ addresses }) =>
        addresses.some(({ address }) => address === source),
      );
      return isOwn ? { kind: "refused", check: "martian-source" } : valid;
    }
  }
  const back = {
    destination: source,
    source: checked.destination,
    mark: settings.either(input, "src_valid_mark") ? checked.mark : 0,
    input: output ?? LOOPBACK,
  };
  const found = fib.lookUp({ ...back, output: null });
  if (found.kind !== "route") return lastResort(filter);
  const { route } = found;
  const isLocal = route.kind === "local";
  if (route.kind !== "unicast" && !(isLocal && settings.either(input, "accept_local")))
    return { kind: "refused", check: "martian-source" };
  const usesDevice =
    hopsOf(route).some(({ device }) => device === input) || (isLocal && input === LOOPBACK);
  if (usesDevice) return { kind: "valid", isOnLink: isOnLink(found.hops[0]) };
  const hasAddress = host.namespace.devices.some(
    ({ name, addresses }) =>
      name === input && addresses.some(({ address }) => !address.includes(":")),
  );
  if (!hasAddress) return lastResort(filter);
  if (filter === 1) return { kind: "refused", check: "reverse-path" };
  const byInput = fib.lookUp({ ...back, output: input });
  return {
    kind: "valid",
    isOnLink:
      byInput.kind === "route" && byInput.route.kind === "unicast" && isOnLink(byInput.hops[0]),
  };
}

function lastResort(filter: number): SourceCheck {
  return filter === 0
    ? { kind: "valid", isOnLink: false }
    : { kind: "refused", check: "reverse-path" };
}

// The next hop's scope is host: there is no gateway in between.
function isOnLink(hop: { readonly gateway: Address | null } | undefined): boolean {
  return hop !== undefined && hop.gateway === null;
}

// linux: with rules or local routes of one's own, the short way (is it one of my addresses?) is not enough.
function hasOwnRoutes({ namespace }: Router): boolean {
  return (
    hasOwnRules(namespace, "ipv4") ||
    namespace.routes.ipv4.some(({ kind, table }) => kind === "local" || table === "local")
  );
}
