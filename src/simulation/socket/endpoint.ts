import type { Address } from "../../base/address.js";
import { formatEndpoint } from "../../base/address.js";

/** One end of a connection: an address and a port. */
export interface Endpoint {
  readonly address: Address;
  readonly port: number;
}

/** `10.244.1.2:40000`, as `ss` and the trace name an end. */
export function endpointText({ address, port }: Endpoint): string {
  return formatEndpoint(address, port);
}
