import type { Resource } from "./resource.js";
import { endpointSlices } from "./resource/endpoint-slices.js";
import { endpoints } from "./resource/endpoints.js";
import { nodes } from "./resource/nodes.js";
import { pods } from "./resource/pods.js";
import { services } from "./resource/services.js";

/** What `kubectl get` can show. */
export const RESOURCES: readonly Resource[] = [services, endpointSlices, pods, nodes, endpoints];

/** What a cluster has beside them: plurals, singulars and short names (`kubectl api-resources`, 1.36). */
export const OTHER_RESOURCES: ReadonlySet<string> = new Set(
  `all bindings binding componentstatuses componentstatus cs configmaps configmap cm controllerrevisions
  controllerrevision cronjobs cronjob cj csidrivers csidriver csinodes csinode csistoragecapacities
  csistoragecapacity certificatesigningrequests certificatesigningrequest csr clusterrolebindings clusterrolebinding
  clusterroles clusterrole customresourcedefinitions customresourcedefinition crd crds daemonsets daemonset ds
  deployments deployment deploy events event ev flowschemas flowschema horizontalpodautoscalers
  horizontalpodautoscaler hpa ingressclasses ingressclass ingresses ingress ing ipaddresses ipaddress ip jobs job
  leases lease limitranges limitrange limits namespaces namespace ns networkpolicies networkpolicy netpol
  persistentvolumeclaims persistentvolumeclaim pvc persistentvolumes persistentvolume pv poddisruptionbudgets
  poddisruptionbudget pdb podtemplates podtemplate priorityclasses priorityclass pc replicasets replicaset rs
  replicationcontrollers replicationcontroller rc resourcequotas resourcequota quota rolebindings rolebinding roles
  role runtimeclasses runtimeclass secrets secret serviceaccounts serviceaccount sa servicecidrs servicecidr
  statefulsets statefulset sts storageclasses storageclass sc volumeattachments volumeattachment`.split(
    /\s+/,
  ),
);

/** The resource of a word as kubectl reads it: `svc`, `Service`, `endpointslices.discovery.k8s.io`, `pods.v1.`. */
export function resourceNamed(word: string): Resource | null {
  const [name = "", ...behind] = word.split(".");
  const rest = behind.join(".");
  return (
    RESOURCES.find(
      ({ names, shortNames, group }) =>
        (names.includes(name.toLowerCase()) || shortNames.includes(name)) &&
        ["", group, `v1.${group}`].includes(rest),
    ) ?? null
  );
}
