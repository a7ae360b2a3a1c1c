import type { HostMoment } from "../moment.js";

/** What a host calls itself: a pod's `spec.hostname`, else its name. */
export function ownName({ state, host }: HostMoment): string {
  if (host.kind !== "pod") return host.name;
  const pod = state.objects.find(
    ({ kind, object }) =>
      kind === "Pod" && object.name === host.name && object.namespace === host.kubernetesNamespace,
  );
  return (pod?.kind === "Pod" ? pod.object.hostname : undefined) ?? host.name;
}
