import type { Found } from "../found.js";
import type { KubernetesObject } from "../object.js";
import { clusterRangesOf, readProxyConfiguration } from "./proxy-configuration.js";
import { readConfigMap } from "./config-map.js";
import { readEndpointSlice } from "./endpoint-slice.js";
import { readEndpoints } from "./endpoints.js";
import { readNode } from "./node.js";
import { readPod } from "./pod.js";
import { readService } from "./service.js";
import { readServiceImport } from "./service-import.js";
import { readWorkload } from "./workload.js";

/** Reads an object of one kind into what has been found. */
export type KindReader = (object: KubernetesObject, found: Found) => void;

const workload =
  (kind: Parameters<typeof readWorkload>[1]): KindReader =>
  (object, found) => {
    const read = readWorkload(object, kind);
    if (read !== null) found.workloads.push(read);
  };

/** The kinds that say something of a cluster's network; every other kind is passed over. */
export const KINDS: Readonly<Record<string, KindReader>> = {
  Namespace: ({ name, labels }, found) => {
    found.namespaces.push(name.value);
    if (Object.keys(labels).length > 0) found.namespaceLabels.set(name.value, labels);
  },
  Node: (object, found) => {
    found.nodes.push(readNode(object));
  },
  Pod: (object, found) => {
    const read = readPod(object);
    if (read === null) return;
    found.pods.push(read.pod);
    const { node } = read.pod;
    if (node === null || read.hostAddress === null) return;
    const known = found.hostAddresses.get(node.value) ?? [];
    found.hostAddresses.set(node.value, [...known, read.hostAddress]);
  },
  Deployment: workload("deployment"),
  StatefulSet: workload("statefulset"),
  DaemonSet: workload("daemonset"),
  ReplicaSet: workload("replicaset"),
  ReplicationController: workload("replicaset"),
  Service: (object, found) => {
    found.services.push(readService(object));
  },
  ServiceImport: (object, found) => {
    found.imports.push(readServiceImport(object));
  },
  EndpointSlice: (object, found) => {
    const slice = readEndpointSlice(object);
    if (slice !== null) found.slices.push(slice);
  },
  Endpoints: (object, found) => {
    found.mirrored.push(...readEndpoints(object));
  },
  ConfigMap: readConfigMap,
  KubeProxyConfiguration: ({ reading, fields }, found) => {
    found.proxy = readProxyConfiguration(reading, fields);
    found.podRanges = clusterRangesOf({ ...reading, report: () => undefined }, fields);
  },
};
