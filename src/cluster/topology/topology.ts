import type { SourceSpan } from "../../base/source-span.js";
import type { ContainerDeclaration } from "./container.js";
import type { HostDeclaration } from "./host.js";

/** The part of a scenario that stands beside the cluster: Linux hosts, the cables between them, and containers on them. */
export interface Topology {
  readonly hosts: readonly HostDeclaration[];
  /** What nodes of the cluster have beside what their CNI wires, by the nodes' names. */
  readonly nodes: readonly HostDeclaration[];
  readonly links: readonly LinkDeclaration[];
  /** Devices that are plugged into the network of the cluster's nodes. */
  readonly lanPorts: readonly LanPort[];
  readonly containers: readonly ContainerDeclaration[];
}

/** A cable: a veth pair whose ends are devices of two hosts, or of one. */
export interface LinkDeclaration {
  readonly ends: readonly [LinkEnd, LinkEnd];
  readonly span: SourceSpan;
}

/** One end of a cable. */
export interface LinkEnd {
  readonly host: string;
  readonly device: string;
}

/** A device in the network that the nodes are on. */
export interface LanPort extends LinkEnd {
  readonly span: SourceSpan;
}

/** No hosts at all. */
export const NO_TOPOLOGY: Topology = {
  hosts: [],
  nodes: [],
  links: [],
  lanPorts: [],
  containers: [],
};
