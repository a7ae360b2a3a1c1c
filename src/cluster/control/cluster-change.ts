import type { ServiceDeclaration, WorkloadDeclaration } from "../declaration.js";

/** What somebody asks of the API server, or of a node's kube-proxy, while a scenario plays; objects are named by their keys. */
export type ClusterChange =
  | { readonly kind: "scale"; readonly deployment: string; readonly replicas: number }
  | { readonly kind: "restart"; readonly deployment: string }
  | { readonly kind: "delete"; readonly what: ObjectKind; readonly key: string }
  | { readonly kind: "apply-service"; readonly service: ServiceDeclaration }
  | { readonly kind: "apply-workload"; readonly workload: WorkloadDeclaration }
  /** `kubectl apply -f` with a file of several objects, or with standard input where the file is null. */
  | {
      readonly kind: "apply-manifest";
      readonly file: string | null;
      readonly services: readonly ServiceDeclaration[];
      readonly workloads: readonly WorkloadDeclaration[];
    }
  | {
      readonly kind: "label";
      readonly what: LabelledKind;
      readonly key: string;
      /** A label whose value is null is taken away. */
      readonly labels: Readonly<Record<string, string | null>>;
    }
  /** Readiness probes fail, or succeed again. */
  | { readonly kind: "set-ready"; readonly pods: readonly string[]; readonly ready: boolean }
  /** The programs of pods exit with an error; where it lasts, they do so again as soon as they are started. */
  | { readonly kind: "crash"; readonly pods: readonly string[]; readonly lasts: boolean }
  /** The programs of pods stop to act, and nothing of them ends. */
  | { readonly kind: "hang"; readonly pods: readonly string[] }
  /** `kubectl drain`: the node is cordoned, and pods that a Deployment makes anew elsewhere are evicted. */
  | { readonly kind: "drain"; readonly node: string }
  /** kube-proxy on the node hears of changes, or has stopped to. */
  | { readonly kind: "set-syncing"; readonly node: string; readonly syncs: boolean };

/** What can be deleted. */
export type ObjectKind = "pod" | "service" | "deployment";

/** What can be labelled. */
export type LabelledKind = "pod" | "service" | "node";
