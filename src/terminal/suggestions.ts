import { hasAllRules } from "./moment.js";
import type { HostMoment } from "./moment.js";
import { TOOLS } from "./order.js";

/** Commands worth asking on a host at a moment, by tool. */
export function suggestions(moment: HostMoment): readonly string[] {
  const all = hasAllRules(moment);
  return TOOLS.filter(({ asksRules }) => all || asksRules !== true).flatMap((tool) =>
    tool.examples(moment),
  );
}

/** The few that a reader asks most: for buttons. */
export function usualCommands(moment: HostMoment): readonly string[] {
  const all = suggestions(moment);
  return USUAL.filter((command) => all.includes(command));
}

const USUAL = [
  "ip addr",
  "ip route",
  "ip neigh",
  "iptables -t nat -L -n -v",
  "iptables -t filter -L -n -v",
  "conntrack -L",
  "bridge fdb",
  "ipset list",
  "ipvsadm -Ln",
  "ipvsadm -Lnc",
  "ss -tan",
  "cat /etc/resolv.conf",
  "sysctl net.ipv4.ip_forward",
  "kubectl get svc -o wide",
  "kubectl get endpointslices",
  "kubectl get pods -o wide",
];

/** How the words that are typed so far may go on: whole commands, at most so many. */
export function completions(typed: string, moment: HostMoment, most: number): readonly string[] {
  const start = typed.replace(/\s+/g, " ").trimStart();
  return suggestions(moment)
    .filter((command) => command.startsWith(start) && command !== start)
    .slice(0, most);
}
