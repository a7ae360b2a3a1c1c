import type { Address, Family } from "../base/address.js";
import type { TransportProtocol } from "./pod.js";

/** An EndpointSlice: endpoints of one family behind a Service, which it names by its `kubernetes.io/service-name` label. */
export interface EndpointSlice {
  readonly name: string;
  readonly namespace: string;
  /** The name of the Service, in the slice's own namespace; null where the label is missing. */
  readonly service: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly family: Family;
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

/** A port of a slice, matched to the Service's port by name and protocol. */
export interface EndpointPort {
  readonly name: string;
  readonly protocol: TransportProtocol;
  readonly port: number;
}

/** One endpoint; a condition that the object leaves out is null (kube-proxy reads that as ready and serving, not terminating). */
export interface Endpoint {
  readonly addresses: readonly Address[];
  readonly ready: boolean | null;
  readonly serving: boolean | null;
  readonly terminating: boolean | null;
  readonly node: string | null;
  readonly zone: string | null;
  readonly hostname: string | null;
  /** The name of the pod that it stands for. */
  readonly pod: string | null;
  /** `hints.forZones` and `hints.forNodes`. */
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
}
