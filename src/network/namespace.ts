import type { Family } from "../base/address.js";
import type { NamespaceId } from "../trace/id.js";
import type { Device } from "./device.js";
import type { Route } from "./route.js";

/** A network namespace at the start: a node's, a pod's, or one outside the cluster. */
export interface Namespace {
  readonly id: NamespaceId;
  readonly kind: "node" | "pod" | "outside";
  readonly name: string;
  /** The Kubernetes namespace of a pod. */
  readonly kubernetesNamespace: string | null;
  /** For a pod, the namespace of its node. */
  readonly node: NamespaceId | null;
  readonly devices: readonly Device[];
  /** The main tables, in the order of `ip route`. */
  readonly routes: Readonly<Record<Family, readonly Route[]>>;
  /** `net.ipv4.ip_forward` and its IPv6 twin. */
  readonly forwarding: boolean;
}
