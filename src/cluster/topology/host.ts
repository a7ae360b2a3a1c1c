import type { Address, Family } from "../../base/address.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { Server } from "../pod.js";
import type { DeviceDeclaration } from "./device.js";
import type { RouteDeclaration } from "./route.js";
import type { RoutingRuleDeclaration } from "./routing-rule.js";

/** A Linux host as a scenario declares it; nodes of a cluster may be given more of the same. */
export interface HostDeclaration {
  readonly name: string;
  /** A `switch` only bridges frames, and nothing of it is looked at. */
  readonly kind: "host" | "switch" | "node";
  readonly devices: readonly DeviceDeclaration[];
  readonly routes: readonly RouteDeclaration[];
  readonly routingRules: readonly RoutingRuleDeclaration[];
  readonly neighbours: readonly NeighbourDeclaration[];
  readonly forwardings: readonly ForwardingDeclaration[];
  /** By their names with slashes, `net/ipv4/ip_forward`, since device names may have dots. */
  readonly sysctls: readonly SysctlDeclaration[];
  /** Which iptables the host has: the order of `security` and `nat` in INPUT follows from it. */
  readonly iptables: IptablesBackend;
  /** Dumps as `iptables-save` and `ip6tables-save` print them, one of a family at most. */
  readonly ruleDumps: readonly RuleDumpDeclaration[];
  /** `ipset save` texts. */
  readonly ipsets: readonly VerbatimDeclaration[];
  /** `ipvsadm -Sn` texts; on a node they replace the virtual servers of kube-proxy. */
  readonly ipvs: readonly VerbatimDeclaration[];
  /** Texts of nft, as `nft list ruleset` prints them or `nft -f` takes them. */
  readonly nftables: readonly VerbatimDeclaration[];
  readonly servers: readonly Server[];
  readonly span: SourceSpan;
}

/** The two programs of the name. */
export type IptablesBackend = "nft" | "legacy";

/** An entry of `ip neigh`, never asked for and never forgotten. */
export interface NeighbourDeclaration {
  readonly address: Address;
  readonly mac: string;
  readonly device: string;
  readonly span: SourceSpan;
}

/** An entry of `bridge fdb`; `destination` is the tunnel end behind a VXLAN device. */
export interface ForwardingDeclaration {
  readonly mac: string;
  readonly device: string;
  readonly destination: Address | null;
  /** The device by which that end is reached (`via`), where one is said. */
  readonly via?: string;
  readonly span: SourceSpan;
}

/** A setting of the kernel. */
export interface SysctlDeclaration {
  readonly name: string;
  /** The name as the text has it, perhaps with dots. */
  readonly written?: string;
  readonly value: string;
  readonly span: SourceSpan;
}

/** Rules of one family. */
export interface RuleDumpDeclaration extends VerbatimDeclaration {
  readonly family: Family;
}

/** A text in another program's language, and where it stands in the scenario. */
export interface VerbatimDeclaration {
  readonly text: string;
  readonly span: SourceSpan;
}
