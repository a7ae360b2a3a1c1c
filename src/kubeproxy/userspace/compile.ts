import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import type { TableName } from "../../netfilter/rule-set.js";
import { comment } from "../iptables/restore-rule.js";
import type { ProxyInput } from "../input.js";
import { NO_OUTPUT } from "../output.js";
import type { ProxyOutput } from "../output.js";
import { portEdits } from "./port-rules.js";
import { isProxierFamily, proxiedPortsOf } from "./proxied-port.js";

const PORTALS = comment("handle ClusterIPs; NOTE: this must be before the NodePort rules");
const NODE_PORTS = comment(
  "handle service NodePorts; NOTE: this must be the last rule in the chain",
);
const NON_LOCAL = comment("Ensure that non-local NodePort traffic can flow");

/** The chains, and the jump to each from a built-in one. */
const JUMPS: readonly {
  readonly kind: "prepend" | "append";
  readonly table: TableName;
  readonly from: string;
  readonly to: string;
  readonly matches: string;
}[] = [
  {
    kind: "prepend",
    table: "nat",
    from: "PREROUTING",
    to: "KUBE-PORTALS-CONTAINER",
    matches: PORTALS,
  },
  { kind: "prepend", table: "nat", from: "OUTPUT", to: "KUBE-PORTALS-HOST", matches: PORTALS },
  {
    kind: "append",
    table: "nat",
    from: "PREROUTING",
    to: "KUBE-NODEPORT-CONTAINER",
    matches: `-m addrtype --dst-type LOCAL ${NODE_PORTS}`,
  },
  {
    kind: "append",
    table: "nat",
    from: "OUTPUT",
    to: "KUBE-NODEPORT-HOST",
    matches: `-m addrtype --dst-type LOCAL ${NODE_PORTS}`,
  },
  {
    kind: "prepend",
    table: "filter",
    from: "INPUT",
    to: "KUBE-NODEPORT-NON-LOCAL",
    matches: NON_LOCAL,
  },
];

/**
 * What kube-proxy does to the rules of a node in userspace mode, one `iptables` command after the other: everything for a
 * Service is led to a port of its own process (kubernetes pkg/proxy/userspace/proxier.go v1.25: iptablesInit, openPortal).
 */
export function compileUserspace(input: ProxyInput): ProxyOutput {
  if (!isProxierFamily(input)) return NO_OUTPUT;
  const rules = proxiedPortsOf(input).flatMap((port) => portEdits(port, input.nodeAddress));
  return { ...NO_OUTPUT, iptables: [...jumpEdits(), ...rules] };
}

/** What a sync takes back: the rules of ports that are no more, or that are another port now (closePortal). */
export function staleEdits(
  before: readonly IptablesEdit[],
  after: readonly IptablesEdit[],
): readonly IptablesEdit[] {
  const kept = new Set(after.map((edit) => JSON.stringify(edit)));
  return before.filter((edit) => !kept.has(JSON.stringify(edit)));
}

function jumpEdits(): readonly IptablesEdit[] {
  return JUMPS.flatMap(({ kind, table, from, to, matches }): readonly IptablesEdit[] => [
    { kind: "new-chain", owner: "kube-proxy", table, chain: to },
    { kind, owner: "kube-proxy", table, chain: from, rule: `${matches} -j ${to}` },
  ]);
}
