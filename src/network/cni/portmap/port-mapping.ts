import type { Node } from "../../../cluster/node.js";
import type { Pod } from "../../../cluster/pod.js";
import type { InterfaceAddress } from "../../device.js";

/** The portmap plugin in a CNI's list of plugins, and what the plugins before it have made of a pod. */
export interface PortMapping extends PortmapSettings {
  /** The network's name. */
  readonly network: string;
  /** The addresses that a pod has got, with the length of their network. */
  readonly addresses: (pod: Pod, node: Node) => readonly InterfaceAddress[];
  /** The node's device that its route to a pod names. */
  readonly device: (pod: Pod) => string;
}

/** What the plugin's own section says. */
export interface PortmapSettings {
  /** Whether what comes from the pod itself or from 127.0.0.1 is masqueraded. */
  readonly snat: boolean;
  /** Whether everything is. */
  readonly masqAll: boolean;
  /** The bit of the mark that says so. */
  readonly markMasqBit: number;
}

/** What is taken where the section says nothing (containernetworking/plugins v1.9 plugins/meta/portmap/main.go: parseConfig). */
export const USUAL_PORTMAP: PortmapSettings = { snat: true, masqAll: false, markMasqBit: 13 };
