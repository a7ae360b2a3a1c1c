import type { Prefix } from "../../base/prefix.js";
import type { Endpoint, EndpointPort, EndpointSlice } from "../../cluster/endpoint-slice.js";
import type { Node } from "../../cluster/node.js";
import type { LoadBalancerIngress, Service, ServicePort } from "../../cluster/service.js";
import type { ApiObject } from "../api-object.js";
import { addressShape, familyShape } from "./packet-shape.js";
import { podShape, protocolShape as protocol } from "./pod-shape.js";
import {
  count,
  flag,
  list,
  nullable,
  object,
  oneOf,
  optional,
  record,
  text,
  variant,
  type Shape,
} from "./shape.js";

const prefix: Shape<Prefix> = object<Prefix>({
  family: familyShape,
  base: addressShape,
  length: count,
});

const node: Shape<Node> = object<Node>({
  name: text,
  controlPlane: flag,
  cordoned: flag,
  labels: record(text),
  addresses: list(addressShape),
  podRanges: list(prefix),
  podGateways: optional(list(addressShape)),
});

const service: Shape<Service> = object<Service>({
  name: text,
  namespace: text,
  labels: record(text),
  type: oneOf<Service["type"]>({ ClusterIP: 1, NodePort: 1, LoadBalancer: 1, ExternalName: 1 }),
  clusterAddresses: list(addressShape),
  families: list(familyShape),
  selector: record(text),
  ports: list(
    object<ServicePort>({
      name: text,
      protocol,
      port: count,
      targetPort: {
        faultOf: (value, path) =>
          typeof value === "string" || Number.isSafeInteger(value)
            ? null
            : { path, expected: "a number or a name" },
      },
      nodePort: nullable(count),
    }),
  ),
  externalName: nullable(text),
  externalAddresses: list(addressShape),
  loadBalancerIngress: list(
    object<LoadBalancerIngress>({
      address: nullable(addressShape),
      hostname: nullable(text),
      mode: oneOf<LoadBalancerIngress["mode"]>({ VIP: 1, Proxy: 1 }),
    }),
  ),
  loadBalancerSourceRanges: list(prefix),
  internalTrafficPolicy: oneOf<Service["internalTrafficPolicy"]>({ Cluster: 1, Local: 1 }),
  externalTrafficPolicy: oneOf<Service["externalTrafficPolicy"]>({ Cluster: 1, Local: 1 }),
  affinitySeconds: nullable(count),
  healthCheckNodePort: nullable(count),
  publishNotReadyAddresses: flag,
  trafficDistribution: nullable(
    oneOf<NonNullable<Service["trafficDistribution"]>>({
      PreferClose: 1,
      PreferSameZone: 1,
      PreferSameNode: 1,
    }),
  ),
});

const endpoint: Shape<Endpoint> = object<Endpoint>({
  addresses: list(addressShape),
  ready: nullable(flag),
  serving: nullable(flag),
  terminating: nullable(flag),
  node: nullable(text),
  zone: nullable(text),
  hostname: nullable(text),
  pod: nullable(text),
  zoneHints: list(text),
  nodeHints: list(text),
});

const slice: Shape<EndpointSlice> = object<EndpointSlice>({
  name: text,
  namespace: text,
  service: nullable(text),
  labels: record(text),
  family: familyShape,
  ports: list(object<EndpointPort>({ name: text, protocol, port: count })),
  endpoints: list(endpoint),
});

/** An object of the API server. */
export const apiObjectShape: Shape<ApiObject> = variant<ApiObject, "kind">("kind", {
  Node: object({ object: node }),
  Service: object({ object: service }),
  EndpointSlice: object({ object: slice }),
  Pod: object({ object: podShape }),
});
