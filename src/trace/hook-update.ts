import type { NetfilterEvent } from "./event/netfilter-event.js";
import type { NamespaceId } from "./id.js";
import { stationName } from "./nft-station.js";
import { BRIDGE, movedTo, passedBy } from "./packet-update.js";
import type { PacketState, Pass, PassedStation } from "./state.js";

/** The packet in a hook: in its host's own stack, or still in the bridge where a bridge's hook is around this one. */
export function hookEntered(
  packet: PacketState,
  pass: Pass,
  hook: string,
  namespace: NamespaceId,
): PacketState {
  const open = pass.hooks.findLast((one) => one.isOpen && one.hook.startsWith(BRIDGE));
  // IP's POSTROUTING comes at the very end of the bridge's, when all else of that is done.
  const done = hook === "POSTROUTING" ? pass.hooks.findLast((one) => one.hook === LAST) : undefined;
  const isBridge = hook.startsWith(BRIDGE);
  const within = isBridge ? null : ((open ?? done)?.hook ?? null);
  const looked = within === null && XFRM_BEFORE.has(hook) ? transformed(pass) : pass;
  const hooks = [...looked.hooks, { hook, within, isOpen: true }];
  const inStack = { namespace, spot: "stack", device: null } as const;
  return {
    ...(isBridge || within !== null ? packet : movedTo(packet, inStack)),
    pass: { ...looked, hook, hooks },
  };
}

const LAST = `${BRIDGE}POSTROUTING`;

/** The pass after a hook was left. */
export function hookLeft(pass: Pass, hook: string): Pass {
  const place = pass.hooks.findLastIndex((one) => one.isOpen && one.hook === hook);
  const left = pass.hooks[place];
  return left === undefined
    ? pass
    : { ...pass, hooks: pass.hooks.with(place, { ...left, isOpen: false }) };
}

/** The pass after a table was not asked. */
export function skipped(
  pass: Pass,
  { hook, table, chain = hook, reason }: NetfilterEvent & { readonly kind: "table-skipped" },
): Pass {
  const name = stationName(table, chain);
  const station: PassedStation = { hook, station: name, result: "skipped", reason };
  return { ...pass, stations: [...pass.stations, station] };
}

/** The pass with the gathering of fragments, which stands before all else of a hook where conntrack looks a packet up. */
export function defragmented(pass: Pass): Pass {
  const hook = pass.hook ?? "";
  if (!pass.stations.some((one) => one.station === "defrag" && one.hook === hook)) {
    const before = pass.stations.findLastIndex((one) => one.hook !== hook) + 1;
    const defrag: PassedStation = { hook, station: "defrag", result: "passed" };
    return { ...pass, stations: pass.stations.toSpliced(before, 0, defrag) };
  }
  return pass;
}

// linux net/ipv4/ip_forward.c: ip_forward; net/ipv4/route.c: ip_route_output_flow. Both ask for a policy of IPsec
// with the route, before the hook.
const XFRM_BEFORE: ReadonlySet<string> = new Set(["FORWARD", "OUTPUT"]);

function transformed(pass: Pass): Pass {
  return passedBy(pass, "xfrm", "xfrm", "passed");
}
