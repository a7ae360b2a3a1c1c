import { allEndpointSlices } from "./all-endpoint-slices.js";
import { buildNodes } from "./build-nodes.js";
import { buildPods } from "./build-pods.js";
import { buildServices } from "./build-services.js";
import type { Cluster } from "./cluster.js";
import type {
  ClusterDeclaration,
  ServiceDeclaration,
  Shortage,
  WorkloadDeclaration,
} from "./declaration.js";
import { defaultCorefile } from "./default-corefile.js";
import { deploymentOf } from "./declared-deployment.js";
import {
  DEFAULT_NAMESPACES,
  dnsDeployment,
  dnsService,
  kubernetesService,
} from "./default-object.js";
import { nodeLocalDaemonSet, nodeLocalListening, nodeLocalServices } from "./node-local-dns.js";
import { withPodGateways } from "./pod-gateways.js";
import { serviceKey } from "./service.js";
import { sliceOf } from "./given-slice.js";

/** A cluster made from its declaration, and the ranges that ran out on the way. */
export interface BuiltCluster {
  readonly cluster: Cluster;
  readonly shortages: readonly Shortage[];
}

/** What kubeadm, IPAM and the controllers make of a declaration: addresses, default objects, EndpointSlices. */
export function buildCluster(declaration: ClusterDeclaration): BuiltCluster {
  const { settings } = declaration;
  const shortages: Shortage[] = [];
  const homes = buildNodes(declaration, shortages);
  const declared = buildServices(
    [...declaration.services, ...nodeLocalServicesOf(declaration)],
    settings,
    shortages,
  );
  const said = new Set(declared.map(serviceKey));
  // An object that the author has takes the place of the default one.
  const own = [kubernetesService(settings), dnsService(settings)];
  const services = [...own.filter((service) => !said.has(serviceKey(service))), ...declared];
  const agents = nodeLocalDaemonSet(declaration.nodes, nodeLocalListening({ settings, services }));
  const workloads = [
    ...addOns(declaration),
    ...(agents === null ? [] : [agents]),
    ...declaration.workloads,
  ];
  const pods = buildPods(workloads, homes, shortages);
  const nodes = withPodGateways(homes, pods);
  const givenSlices = declaration.endpointSlices.map(sliceOf);
  const cluster: Cluster = {
    settings,
    nodes,
    pods,
    deployments: workloads.flatMap((workload) =>
      workload.kind === "pod" || workload.kind === "daemonset"
        ? []
        : [deploymentOf(workload, workload.replicas)],
    ),
    namespaces: namespacesOf(declaration),
    ...sharedOf(declaration),
    services,
    endpointSlices: allEndpointSlices({ services, pods, nodes, givenSlices }),
    givenSlices,
    lastAddresses: {},
    corefile: declaration.corefile ?? defaultCorefile(settings.domain),
    ...(declaration.corednsFiles === undefined ? {} : { corednsFiles: declaration.corednsFiles }),
    ...(typeof declaration.nodeLocalCorefile === "string" && {
      nodeLocalCorefile: declaration.nodeLocalCorefile,
    }),
  };
  return { cluster, shortages };
}

function nodeLocalServicesOf({
  settings,
  nodes,
  services,
}: ClusterDeclaration): readonly ServiceDeclaration[] {
  if (settings.nodeLocalDns === undefined) return [];
  const keyOf = ({ namespace, name }: ServiceDeclaration): string => `${namespace}/${name.value}`;
  const said = new Set(services.map(keyOf));
  return nodeLocalServices(nodes).filter((service) => !said.has(keyOf(service)));
}

function addOns({ nodes, workloads }: ClusterDeclaration): readonly WorkloadDeclaration[] {
  const servers = workloads.flatMap((one) => one.containers.flatMap((own) => own.servers));
  // A cluster that is listed with its own CoreDNS needs no other.
  if (servers.some(({ application }) => application.kind === "coredns")) return [];
  const home = nodes.find((node) => node.controlPlane) ?? nodes[0];
  return home === undefined ? [] : [dnsDeployment(home.name)];
}

function sharedOf({
  namespaceLabels = new Map(),
  serviceImports = [],
}: ClusterDeclaration): Pick<Cluster, "namespaceLabels" | "serviceImports"> {
  return {
    ...(namespaceLabels.size === 0 ? {} : { namespaceLabels: Object.fromEntries(namespaceLabels) }),
    ...(serviceImports.length === 0 ? {} : { serviceImports }),
  };
}

function namespacesOf(declaration: ClusterDeclaration): readonly string[] {
  const { namespaces, workloads, services, serviceImports = [] } = declaration;
  const named = [...workloads, ...services, ...serviceImports].map(({ namespace }) => namespace);
  return [...new Set([...DEFAULT_NAMESPACES, ...namespaces, ...named])];
}
