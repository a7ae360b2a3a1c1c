import type { Address } from "../base/address.js";
import type { TransportProtocol } from "./pod.js";

/** A Service that is imported from several clusters (sigs.k8s.io/mcs-api, v1alpha1). */
export interface ServiceImport {
  readonly name: string;
  readonly namespace: string;
  readonly type: "ClusterSetIP" | "Headless";
  /** The addresses that it has in this cluster; none where it is headless. */
  readonly addresses: readonly Address[];
  readonly ports: readonly ImportedPort[];
}

/** A port of an imported Service. */
export interface ImportedPort {
  /** Empty where it has none. */
  readonly name: string;
  readonly protocol: TransportProtocol;
  readonly port: number;
}
