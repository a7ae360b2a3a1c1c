import { shellDevice } from "../../network/set-up/shell-name.js";
import type { Namespace } from "../../network/namespace.js";

/** The name of the tables that watch; no rule that is under test is ever touched. */
export const TRACE_TABLE = "hopwise";

/** What watches a namespace: at every device, and before and after all rules of each hook. */
export interface TracePlan {
  /** As `nft -f` reads it. */
  readonly text: string;
  /** Which device a chain stands at: `in0`, `out0`. */
  readonly devices: ReadonlyMap<string, DevicePoint>;
}

/** Where a packet passes a device. */
export interface DevicePoint {
  readonly device: string;
  readonly direction: "in" | "out";
  /** Whether a packet that comes in here was in this namespace before: it looped, or a bridge passed it up. */
  readonly isInner: boolean;
}

const HOOKS = ["prerouting", "input", "forward", "output", "postrouting"] as const;
// linux include/uapi/linux/netfilter_ipv4.h and netfilter_bridge.h: what other priorities lie between.
// Behind the place where conntrack puts pieces together (-400), so that a hook is entered by whole packets.
const IP_PRIORITIES = { enter: -399, exit: 400 } as const;
const BRIDGE_PRIORITIES = { enter: -310, exit: 310 } as const;
const WATCH = "meta nftrace set 1";
// The kernel's words for a packet leave out whether it is a piece; a rule that matches pieces alone tells.
const PIECES = ["ip frag-off & 0x3fff == 0x2000", "ip frag-off & 0x1fff > 0"] as const;

/** The tables that make the kernel tell of every packet: `withHooks` where there are rules to be seen. */
export function planTrace(namespace: Namespace, withHooks: boolean): TracePlan {
  const devices = new Map<string, DevicePoint>();
  const chains = namespace.devices.flatMap(({ name, link }, index) => {
    const isInner = link.kind === "loopback" || link.kind === "bridge";
    return (["in", "out"] as const).map((direction) => {
      const chain = `${direction}${index}`;
      devices.set(chain, { device: name, direction, isInner });
      const hook = direction === "in" ? "ingress" : "egress";
      const type = `type filter hook ${hook} device "${shellDevice(name)}" priority -500;`;
      return chainText(chain, type, [WATCH, ...PIECES]);
    });
  });
  const hasBridge = namespace.devices.some(({ link }) => link.kind === "bridge");
  const tables = [
    tableText("netdev", chains),
    ...(withHooks ? [tableText("inet", hookChains(IP_PRIORITIES))] : []),
    ...(withHooks && hasBridge ? [tableText("bridge", hookChains(BRIDGE_PRIORITIES))] : []),
  ];
  return { text: tables.join(""), devices };
}

function hookChains(priorities: typeof IP_PRIORITIES | typeof BRIDGE_PRIORITIES): string[] {
  return HOOKS.flatMap((hook) =>
    (["enter", "exit"] as const).map((edge) => {
      const type = `type filter hook ${hook} priority ${priorities[edge]};`;
      return chainText(`${hook}_${edge}`, type, [...(edge === "enter" ? [WATCH] : []), ...PIECES]);
    }),
  );
}

function chainText(name: string, type: string, rules: readonly string[]): string {
  return ` chain ${name} {\n${[type, ...rules].map((line) => `  ${line}\n`).join("")} }\n`;
}

function tableText(family: string, chains: readonly string[]): string {
  return `table ${family} ${TRACE_TABLE} {\n${chains.join("")}}\n`;
}
