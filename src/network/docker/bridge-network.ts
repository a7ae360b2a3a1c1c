import { required } from "../../base/assert.js";
import type { Address } from "../../base/address.js";
import { nthAddress, prefix } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { ContainerDeclaration } from "../../cluster/topology/container.js";
import type { InterfaceAddress } from "../device.js";

/** The bridge of docker's own network. */
export const DOCKER_BRIDGE = "docker0";

/** The first of docker's default address pools, which that network gets. */
export const DOCKER_RANGE: Prefix = prefix("172.17.0.0/16");

/** A container with the address that docker gave it in its own network; null in the host's network, or in none. */
export interface PlacedContainer {
  readonly container: ContainerDeclaration;
  readonly address: Address | null;
}

/** The bridge's own address, and the containers' gateway. */
export function bridgeAddress(): InterfaceAddress {
  return { address: nth(1), length: DOCKER_RANGE.length };
}

/** The containers of a host with their addresses, which docker hands out in the order in which they start. */
export function placeContainers(
  containers: readonly ContainerDeclaration[],
  host: string,
): readonly PlacedContainer[] {
  let next = 2;
  return containers
    .filter((container) => container.host === host)
    .map((container) => ({
      container,
      address: container.network === "bridge" ? nth(next++) : null,
    }));
}

function nth(index: number): Address {
  return required(nthAddress(DOCKER_RANGE, index), "a free address in docker's network");
}
