import { allEndpointSlices } from "./all-endpoint-slices.js";
import { buildNodes } from "./build-nodes.js";
import { buildPods } from "./build-pods.js";
import { buildServices } from "./build-services.js";
import type { Cluster } from "./cluster.js";
import type { ClusterDeclaration, Shortage, WorkloadDeclaration } from "./declaration.js";
import { defaultCorefile } from "./default-corefile.js";
import { deploymentOf } from "./declared-deployment.js";
import {
  DEFAULT_NAMESPACES,
  dnsDeployment,
  dnsService,
  kubernetesService,
} from "./default-object.js";

/** A cluster made from its declaration, and the ranges that ran out on the way. */
export interface BuiltCluster {
  readonly cluster: Cluster;
  readonly shortages: readonly Shortage[];
}

/** What kubeadm, IPAM and the controllers make of a declaration: addresses, default objects, EndpointSlices. */
export function buildCluster(declaration: ClusterDeclaration): BuiltCluster {
  const { settings } = declaration;
  const shortages: Shortage[] = [];
  const nodes = buildNodes(declaration, shortages);
  const workloads = [...addOns(declaration), ...declaration.workloads];
  const pods = buildPods(workloads, nodes, shortages);
  const kubernetes = kubernetesService(settings);
  const services = [
    kubernetes,
    dnsService(settings),
    ...buildServices(declaration.services, settings, shortages),
  ];
  const cluster: Cluster = {
    settings,
    nodes,
    pods,
    deployments: workloads.flatMap((workload) =>
      workload.kind === "deployment" ? [deploymentOf(workload, workload.replicas)] : [],
    ),
    namespaces: namespacesOf(declaration),
    services,
    endpointSlices: allEndpointSlices({ services, pods, nodes }),
    lastAddresses: {},
    corefile: declaration.corefile ?? defaultCorefile(settings.domain),
  };
  return { cluster, shortages };
}

function addOns({ nodes }: ClusterDeclaration): readonly WorkloadDeclaration[] {
  const home = nodes.find((node) => node.controlPlane) ?? nodes[0];
  return home === undefined ? [] : [dnsDeployment(home.name)];
}

function namespacesOf(declaration: ClusterDeclaration): readonly string[] {
  const { namespaces, workloads, services } = declaration;
  const named = [...workloads, ...services].map(({ namespace }) => namespace);
  return [...new Set([...DEFAULT_NAMESPACES, ...namespaces, ...named])];
}
