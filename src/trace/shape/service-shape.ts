import type { ServiceHeader } from "../header.js";
import { addressShape } from "./packet-shape.js";
import { count, flag, list, nullable, object, optional, text, type Shape } from "./shape.js";

/** A Service with its endpoints. */
export const serviceShape: Shape<ServiceHeader> = object<ServiceHeader>({
  name: text,
  kubernetesNamespace: text,
  addresses: list(addressShape),
  externalAddresses: optional(list(addressShape)),
  ports: list(
    object<ServiceHeader["ports"][number]>({
      name: text,
      protocol: text,
      port: count,
      nodePort: optional(count),
    }),
  ),
  endpoints: list(
    object<ServiceHeader["endpoints"][number]>({
      address: addressShape,
      port: count,
      pod: nullable(text),
      terminating: optional(flag),
    }),
  ),
  comesLater: optional(flag),
});
