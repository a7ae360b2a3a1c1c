import type { ProxyInput } from "../input.js";
import { NO_OUTPUT } from "../output.js";
import type { ProxyOutput } from "../output.js";
import { chainEdits, IPVS_CHAINS, IPVS_TABLES } from "./chains.js";
import { ruleContextOf } from "./context.js";
import { accessRules, sourceRangeRules } from "./filter-rules.js";
import { createArguments, PROXY_SETS, setNameOf } from "./ip-set.js";
import { loopbackRule, masqueradeRules, serviceRules } from "./nat-rules.js";
import { planIpvs } from "./plan.js";
import type { IpvsPlan } from "./plan.js";
import { setRules } from "./set-rules.js";
import { printVirtualServers } from "./virtual-server.js";

/** What kube-proxy does on a node at its first full sync in ipvs mode: sets, virtual servers, addresses of kube-ipvs0, and the few rules around them. */
export function compileIpvs(input: ProxyInput): Omit<ProxyOutput, "sysctls"> {
  const plan = planIpvs(input);
  return {
    ...NO_OUTPUT,
    iptables: [
      ...chainEdits(),
      { kind: "restore", owner: "kube-proxy", text: renderRestore(input, plan) },
    ],
    ipsets: renderSets(input, plan),
    ipvs: printVirtualServers(plan.virtualServers),
    dummyAddresses: [...plan.bound],
  };
}

/** The text that kube-proxy gives to `iptables-restore --noflush --counters`. */
function renderRestore(input: ProxyInput, plan: IpvsPlan): string {
  const context = ruleContextOf(input, plan);
  const rules = [
    loopbackRule(context),
    ...setRules(context),
    ...serviceRules(context),
    ...sourceRangeRules(context),
    ...accessRules(context),
    ...masqueradeRules(context),
  ];
  const lines = IPVS_TABLES.flatMap((table) => [
    `*${table}`,
    ...IPVS_CHAINS[table].map((chain) => `:${chain} - [0:0]`),
    ...rules.filter((rule) => rule.table === table).map(({ line }) => line),
    "COMMIT",
  ]);
  return `${lines.join("\n")}\n`;
}

function renderSets({ family }: ProxyInput, { entries }: IpvsPlan): string {
  const lines = [
    ...PROXY_SETS.map(
      ({ name, type }) => `create ${setNameOf(name, family)} ${createArguments(type, family)}`,
    ),
    ...PROXY_SETS.flatMap(({ name }) =>
      [...(entries.get(name) ?? [])].map((entry) => `add ${setNameOf(name, family)} ${entry}`),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** What kube-proxy sets in ipvs mode (proxier.go v1.36: NewProxier, on a kernel of 5.9 or later; before, conn_reuse_mode is set as well). */
export function ipvsSysctls({ configuration }: ProxyInput): ProxyOutput["sysctls"] {
  return {
    "net/ipv4/vs/conntrack": "1",
    "net/ipv4/vs/expire_nodest_conn": "1",
    "net/ipv4/vs/expire_quiescent_template": "1",
    "net/ipv4/ip_forward": "1",
    ...(configuration.strictArp
      ? { "net/ipv4/conf/all/arp_ignore": "1", "net/ipv4/conf/all/arp_announce": "2" }
      : {}),
  };
}
