import type { Address, Family } from "../../base/address.js";
import type { Endpoint, EndpointPort, EndpointSlice } from "../../cluster/endpoint-slice.js";
import { labelsOrNothing, listOrNothing } from "../../manifests/print/part.js";
import type { Printable } from "../../manifests/print/print-yaml.js";
import { byText } from "./by-text.js";

/** Addresses of an Endpoints object that have the same ports. */
export interface Subset {
  readonly ports: readonly EndpointPort[];
  readonly ready: readonly Place[];
  readonly notReady: readonly Place[];
}

/** One address of a subset. */
interface Place {
  readonly address: Address;
  readonly endpoint: Endpoint;
}

/** The subsets of an Endpoints object beside slices: of one family alone, and without endpoints that end, which it cannot express. */
export function subsetsOf(
  slices: readonly EndpointSlice[],
  family: Family | undefined,
): readonly Subset[] {
  const groups = new Map<string, EndpointSlice[]>();
  for (const slice of slices.filter((one) => one.family === family)) {
    const key = JSON.stringify(slice.ports);
    groups.set(key, [...(groups.get(key) ?? []), slice]);
  }
  return [...groups.values()].flatMap((group) => {
    const all = group.flatMap((slice) => slice.endpoints);
    const ready = placesOf(all.filter((one) => one.ready !== false));
    const notReady = placesOf(all.filter((one) => one.ready === false && one.terminating !== true));
    const ports = group[0]?.ports ?? [];
    return ready.length + notReady.length === 0 ? [] : [{ ports, ready, notReady }];
  });
}

function placesOf(endpoints: readonly Endpoint[]): readonly Place[] {
  return endpoints
    .flatMap((endpoint) => endpoint.addresses.map((address) => ({ address, endpoint })))
    .sort((a, b) => byText(a.address, b.address));
}

/** An Endpoints object as the API server would return it. */
export function endpointsObject(
  {
    name,
    namespace,
    labels,
  }: { name: string; namespace: string; labels: Readonly<Record<string, string>> },
  subsets: readonly Subset[],
): Printable {
  const addressObject = ({ address, endpoint }: Place): Printable => ({
    hostname: endpoint.hostname ?? undefined,
    ip: address,
    nodeName: endpoint.node ?? undefined,
    targetRef: endpoint.pod === null ? undefined : { kind: "Pod", name: endpoint.pod, namespace },
  });
  return {
    apiVersion: "v1",
    kind: "Endpoints",
    metadata: { labels: labelsOrNothing(labels), name, namespace },
    subsets: listOrNothing(
      subsets.map(({ ready, notReady, ports }) => ({
        addresses: listOrNothing(ready.map(addressObject)),
        notReadyAddresses: listOrNothing(notReady.map(addressObject)),
        ports: listOrNothing(
          ports.map(({ name: portName, port, protocol }) => ({
            name: portName === "" ? undefined : portName,
            port,
            protocol: protocol.toUpperCase(),
          })),
        ),
      })),
    ),
  };
}
