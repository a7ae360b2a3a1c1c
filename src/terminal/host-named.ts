import { nearest } from "../base/nearest.js";
import type { NamespaceHeader, TraceHeader } from "../trace/header.js";

/** The host of a name, or the names that there are with the nearest. */
export type HostSearch =
  | { readonly kind: "found"; readonly host: NamespaceHeader }
  | {
      readonly kind: "unknown";
      readonly known: readonly string[];
      readonly nearest: string | null;
    };

/** Looks a host up as a scenario names it: `worker`, `client`, `kube-system/coredns-7686c67fd-lrrn9`. */
export function hostNamed(name: string, { namespaces }: TraceHeader): HostSearch {
  const host =
    namespaces.find((one) => hostName(one) === name) ??
    namespaces.find((one) => one.id === name) ??
    namespaces.find((one) => one.name === name);
  if (host !== undefined) return { kind: "found", host };
  const known = namespaces.map(hostName);
  return { kind: "unknown", known, nearest: nearest(name, known) };
}

/** How a host is called: a pod outside the namespace `default` with its own. */
export function hostName({ name, kind, kubernetesNamespace }: NamespaceHeader): string {
  return kind === "pod" && kubernetesNamespace !== null && kubernetesNamespace !== "default"
    ? `${kubernetesNamespace}/${name}`
    : name;
}
