import type { Family } from "../base/address.js";
import type {
  ForwardingDeclaration,
  IptablesBackend,
  NeighbourDeclaration,
} from "../cluster/topology/host.js";
import type { RoutingRuleDeclaration } from "../cluster/topology/routing-rule.js";
import type { NamespaceId } from "../trace/id.js";
import type { Device } from "./device.js";
import type { Route } from "./route.js";
import type { Sysctls } from "./sysctl.js";

/** A network namespace at the start: a node's, a pod's, or one outside the cluster. */
export interface Namespace {
  readonly id: NamespaceId;
  readonly kind: NamespaceKind;
  readonly name: string;
  /** The Kubernetes namespace of a pod. */
  readonly kubernetesNamespace: string | null;
  /** For a pod, the namespace of its node. */
  readonly node: NamespaceId | null;
  readonly devices: readonly Device[];
  /** The main tables, in the order of `ip route`. */
  readonly routes: Readonly<Record<Family, readonly Route[]>>;
  /** What `ip rule` lists beside the rules that every namespace has. */
  readonly routingRules: readonly RoutingRule[];
  /** Which of the rules that every namespace begins with somebody has deleted. */
  readonly rulesGone: readonly Pick<RoutingRule, "family" | "priority">[];
  /** Neighbour entries that were set by hand. */
  readonly neighbours: readonly StaticNeighbour[];
  /** Forwarding entries that were set by hand. */
  readonly forwardings: readonly StaticForwarding[];
  readonly sysctls: Sysctls;
  /** Which iptables the host has. */
  readonly iptables: IptablesBackend;
}

/** Whose namespace it is. A `switch` only bridges frames, and nothing of it is traced. */
export type NamespaceKind = "node" | "pod" | "outside" | "host" | "container" | "switch";

/** A rule of `ip rule`. */
export type RoutingRule = Omit<RoutingRuleDeclaration, "priority" | "span"> & {
  readonly priority: number;
};

/** An entry of `ip neigh` that is PERMANENT. */
export type StaticNeighbour = Omit<NeighbourDeclaration, "span">;

/** An entry of `bridge fdb` that is permanent. */
export type StaticForwarding = Omit<ForwardingDeclaration, "span">;

/** A namespace, by what is not the same for all. */
export function namespace(
  fields: Pick<Namespace, "id" | "kind" | "name" | "devices" | "routes"> & Partial<Namespace>,
): Namespace {
  return {
    kubernetesNamespace: null,
    node: null,
    routingRules: [],
    rulesGone: [],
    neighbours: [],
    forwardings: [],
    sysctls: {},
    iptables: "nft",
    ...fields,
  };
}
