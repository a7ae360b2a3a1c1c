import type { Address, Family } from "../base/address.js";
import type { EndpointSlice } from "../cluster/endpoint-slice.js";
import type { Service } from "../cluster/service.js";
import type { ProxyConfiguration } from "./configuration.js";
import type { NodePlace } from "./topology.js";

/** All that what kube-proxy writes on one node and for one family depends on. */
export interface ProxyInput extends NodePlace {
  readonly family: Family;
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
  /** The node's own address, which counts as a client of load balancers that restrict their sources. */
  readonly nodeAddress: Address;
  /** The addresses of the node's interfaces, in their order. */
  readonly localAddresses: readonly Address[];
  readonly configuration: ProxyConfiguration;
}
