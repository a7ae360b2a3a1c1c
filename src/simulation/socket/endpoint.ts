import type { Address } from "../../base/address.js";
import { formatEndpoint } from "../../base/address.js";

/** One end of a connection: an address and a port. */
export interface Endpoint {
  readonly address: Address;
  readonly port: number;
}

/** What a program may settle before it sends: its own address and port (`bind`), and the mark of its packets (SO_MARK). */
export interface Bound {
  readonly address: Address | null;
  readonly port: number | null;
  readonly mark: number;
  /** The TTL of its packets (IP_TTL); absent for the host's usual one. */
  readonly ttl?: number;
}

/** Nothing was settled: the route chooses the address, the kernel the port. */
export const UNBOUND: Bound = { address: null, port: null, mark: 0 };

/** `10.244.1.2:40000`, as `ss` and the trace name an end. */
export function endpointText({ address, port }: Endpoint): string {
  return formatEndpoint(address, port);
}
