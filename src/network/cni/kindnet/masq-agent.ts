import type { Family } from "../../../base/address.js";
import { formatPrefix } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import type { IptablesEdit } from "../../../netfilter/iptables/edit.js";

const CHAIN = "KIND-MASQ-AGENT";

/**
 * The rules by which kindnet masquerades what pods send out of the cluster; `podRanges` are the cluster's, and only those of the
 * family count (kubernetes-sigs/kind images/kindnetd/cmd/kindnetd/masq.go).
 */
export function masqAgentEdits(
  podRanges: readonly Prefix[],
  family: Family,
): readonly IptablesEdit[] {
  const ranges = podRanges.filter((range) => range.family === family);
  if (ranges.length === 0) return [];
  return [
    { kind: "new-chain", owner: "kindnet", table: "nat", chain: CHAIN },
    ...ranges.map((range) =>
      append(
        CHAIN,
        `-d ${formatPrefix(range)} -j RETURN`,
        "kind-masq-agent: local traffic is not subject to MASQUERADE",
      ),
    ),
    append(
      CHAIN,
      "-j MASQUERADE",
      "kind-masq-agent: outbound traffic is subject to MASQUERADE (must be last in chain)",
    ),
    append(
      "POSTROUTING",
      `-m addrtype ! --dst-type LOCAL -j ${CHAIN}`,
      "kind-masq-agent: ensure nat POSTROUTING directs all non-LOCAL destination traffic to our custom KIND-MASQ-AGENT chain",
    ),
  ];
}

function append(chain: string, rule: string, comment: string): IptablesEdit {
  return {
    kind: "append",
    owner: "kindnet",
    table: "nat",
    chain,
    rule: `${rule} -m comment --comment "${comment}"`,
  };
}
