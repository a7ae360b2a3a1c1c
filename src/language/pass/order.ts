import { checkAddresses } from "./check-addresses.js";
import { checkDuplicateNames } from "./check-duplicate-names.js";
import { checkHostPorts } from "./check-host-ports.js";
import { checkNodeNames } from "./check-node-names.js";
import { checkNodeRanges } from "./check-node-ranges.js";
import { checkSelectors } from "./check-selectors.js";
import { checkServiceFamilies } from "./check-service-families.js";
import { checkServices } from "./check-services.js";
import { checkSyntax } from "./check-syntax.js";
import { checkTopology } from "./check-topology.js";
import { checkWords } from "./check-words.js";
import { deriveCluster } from "./derive-cluster.js";
import { limitEndpoints } from "./limit-endpoints.js";
import { lowerCluster } from "./lower-cluster.js";
import { lowerCompare } from "./lower-compare.js";
import { lowerCorednsFiles } from "./lower-coredns-files.js";
import { lowerCorefile } from "./lower-corefile.js";
import { lowerHeader } from "./lower-header.js";
import { lowerHostFiles } from "./lower-host-files.js";
import { lowerManifests } from "./lower-manifests.js";
import { lowerNodes } from "./lower-nodes.js";
import { lowerPlay } from "./lower-play.js";
import { lowerServices } from "./lower-services.js";
import { lowerTopology } from "./lower-topology.js";
import { lowerUpstreams } from "./lower-upstreams.js";
import { lowerWorkloads } from "./lower-workloads.js";
import type { Pass } from "./pass.js";

/** From a tree to a scenario, in this order: each pass relies on what those before it read, checked or left out. */
export const passes: readonly Pass[] = [
  checkSyntax,
  checkWords,
  lowerHeader,
  lowerCluster,
  lowerCompare,
  lowerNodes,
  lowerWorkloads,
  lowerServices,
  lowerUpstreams,
  lowerCorefile,
  lowerCorednsFiles,
  lowerHostFiles,
  lowerManifests,
  checkDuplicateNames,
  lowerTopology,
  checkTopology,
  checkNodeNames,
  checkNodeRanges,
  checkServices,
  checkServiceFamilies,
  checkAddresses,
  limitEndpoints,
  deriveCluster,
  checkHostPorts,
  checkSelectors,
  lowerPlay,
];
