import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import { podKey } from "../../cluster/pod.js";
import type { HostPort, Pod } from "../../cluster/pod.js";
import type { Draft } from "../draft.js";
import type { Pass } from "./pass.js";

/** Reports ports of nodes that two pods ask for, and those that nothing leads on. */
export const checkHostPorts: Pass = {
  name: "check-host-ports",
  run: (draft, report) => {
    const places = placesOf(draft);
    const claims = new Map<string, Claim[]>();
    // What is wrong with one pod of a workload is wrong with all of them.
    const said = new Set<string>();
    for (const pod of draft.cluster?.pods ?? []) {
      const span = places.get(makerOf(pod));
      if (span === undefined) continue;
      for (const found of checkPod(pod, span, { draft, claims })) {
        const key = `${span.start} ${found.code} ${String(found.parameters["port"])}`;
        if (!said.has(key)) report(found);
        said.add(key);
      }
    }
    return draft;
  },
};

interface Claim extends Pick<HostPort, "address"> {
  readonly pod: string;
}

interface Checked {
  readonly draft: Draft;
  /** By node, port and protocol. */
  readonly claims: Map<string, Claim[]>;
}

function checkPod(pod: Pod, span: SourceSpan, { draft, claims }: Checked): readonly Diagnostic[] {
  const own = pod.containers.flatMap(({ hostPorts }) => hostPorts);
  const name = podKey(pod);
  return own.flatMap((wanted): readonly Diagnostic[] => {
    const port = `${wanted.hostPort}/${wanted.protocol}`;
    // kubernetes pkg/apis/core/validation v1.36: validateHostNetwork.
    if (pod.hostNetwork) {
      const { containerPort } = wanted;
      if (containerPort === wanted.hostPort) return [];
      return [
        errorAt(span, "host-port-differs", { pod: name, port, expected: [String(containerPort)] }),
      ];
    }
    const key = `${pod.node} ${port}`;
    const others = claims.get(key) ?? [];
    const other = others.find((claim) => clashes(claim, wanted));
    claims.set(key, [...others, { pod: name, address: wanted.address }]);
    if (other !== undefined) {
      const parameters = { pod: name, port, node: pod.node, owner: other.pod };
      return [errorAt(span, "host-port-taken", parameters)];
    }
    if (draft.settings.cni.kind !== "cloud-routes") return [];
    return [warningAt(span, "host-port-of-kubenet", { pod: name, port })];
  });
}

// The scheduler would find no room (kubernetes pkg/scheduler/framework/types.go v1.36: HostPortInfo.CheckConflict).
function clashes(a: Pick<HostPort, "address">, b: Pick<HostPort, "address">): boolean {
  const isAny = ({ address }: Pick<HostPort, "address">): boolean =>
    address === null || address === "0.0.0.0";
  return isAny(a) || isAny(b) || a.address === b.address;
}

/** Where the pods' makers, or the pods themselves, were declared. */
function placesOf({ workloads }: Draft): ReadonlyMap<string, SourceSpan> {
  return new Map(workloads.map(({ namespace, name }) => [`${namespace}/${name.value}`, name.span]));
}

function makerOf({ namespace, name, deployment }: Pod): string {
  return `${namespace}/${deployment ?? name}`;
}
