import { FAMILIES } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import type { Network } from "../../network/network.js";
import type { HostRules } from "../../network/set-up/host-rules.js";
import { printStep } from "../../network/set-up/print-step.js";
import type { SetUpStep } from "../../network/set-up/set-up-step.js";
import { setUpSteps } from "../../network/set-up/set-up-steps.js";
import { runScript } from "../machine/run.js";
import { labPrefix } from "./lab.js";
import type { Lab, Room } from "./lab.js";

const TABLES = ["raw", "mangle", "nat", "filter", "security"] as const;
const NFT_FAMILIES: Readonly<Record<Family, string>> = { ipv4: "ip", ipv6: "ip6" };

/**
 * The same cables, devices and addresses with other routes, routing rules, settings, sets and rules: quicker than to
 * build everything again. What the kernel has learned meanwhile is forgotten.
 */
export async function reloadLab(
  lab: Lab,
  network: Network,
  rules: readonly HostRules[],
): Promise<Lab> {
  const prefix = labPrefix();
  const cleared = [...lab.rooms.values()].flatMap(clearing);
  const steps = setUpSteps(network, rules, { prefix }).filter(isReloaded).map(printStep);
  const ran = await runScript([...cleared, ...steps].join("\n"));
  if (ran.status !== 0) throw new Error(ran.errors.trim());
  const rooms = new Map(
    [...lab.rooms].map(([id, room]): [typeof id, Room] => [
      id,
      { ...room, hasRules: rules.some(({ namespace }) => namespace === id) },
    ]),
  );
  return { ...lab, rooms };
}

// A route that somebody typed is of protocol `boot`.
function clearing({ netns }: Room): readonly string[] {
  const inside = `ip netns exec ${netns}`;
  return [
    ...FAMILIES.flatMap((family) => {
      const flag = family === "ipv4" ? "-4" : "-6";
      return [
        `ip ${flag} -n ${netns} route flush table all proto boot 2>/dev/null || true`,
        `ip ${flag} -n ${netns} rule flush`,
        `ip ${flag} -n ${netns} rule add pref 32766 lookup main`,
        ...(family === "ipv4" ? [`ip -n ${netns} rule add pref 32767 lookup default`] : []),
      ];
    }),
    `{ ${FAMILIES.flatMap((family) => TABLES.map((table) => `echo add table ${NFT_FAMILIES[family]} ${table}; echo delete table ${NFT_FAMILIES[family]} ${table}`)).join("; ")}; } | ${inside} nft -f -`,
    `${inside} ipset destroy 2>/dev/null || true`,
    `${inside} ipvsadm -C 2>/dev/null || true`,
    `${inside} conntrack -F 2>/dev/null || true`,
  ];
}

const RELOADED: readonly SetUpStep["kind"][] = [
  "set-sysctl",
  "add-route",
  "add-routing-rule",
  "load-ipsets",
  "load-nftables",
  "load-ipvs",
  "load-rules",
];

function isReloaded({ kind }: SetUpStep): boolean {
  return RELOADED.includes(kind);
}
