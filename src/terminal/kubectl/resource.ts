import type { Printable } from "../../manifests/print/print-yaml.js";
import type { HostMoment } from "../moment.js";

/** A kind of object that `kubectl get` shows. */
export interface Resource {
  /** The plural and the singular, which may be written in capitals as well. */
  readonly names: readonly [plural: string, singular: string];
  readonly shortNames: readonly string[];
  /** Its API group; empty for the core group. */
  readonly group: "" | "discovery.k8s.io";
  readonly kind: string;
  readonly isNamespaced: boolean;
  /** The titles of its columns, and those that `-o wide` adds. */
  readonly columns: readonly string[];
  readonly wideColumns: readonly string[];
  readonly entries: (moment: HostMoment) => readonly Entry[];
  /** What the API server says to whoever asks for it. */
  readonly warning?: (moment: HostMoment) => string | null;
}

/** An object as `kubectl get` has it. */
export interface Entry {
  readonly name: string;
  /** Null for an object of the cluster as a whole. */
  readonly namespace: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Its row: as many cells as its resource has columns, those of `-o wide` among them where they are wanted. */
  readonly cells: (wide: boolean) => readonly string[];
  /** The whole object. */
  readonly object: () => Printable;
}

/** What the API server answered to one question: a list, however short, or one object. */
export interface Found {
  readonly resource: Resource;
  readonly entries: readonly Entry[];
}

/** `services`, `endpointslices.discovery.k8s.io`: how the API server names a resource in its errors. */
export function resourceName({ names: [plural], group }: Resource): string {
  return group === "" ? plural : `${plural}.${group}`;
}

/** `service/example`: an object by its kind and name. */
export function kindAndName({ kind, group }: Resource, name: string): string {
  return `${kind.toLowerCase()}${group === "" ? "" : `.${group}`}/${name}`;
}
