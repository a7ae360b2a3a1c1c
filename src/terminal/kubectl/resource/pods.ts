import type { Pod } from "../../../cluster/pod.js";
import { podObject } from "../../../manifests/print/pod-object.js";
import { ageText } from "../age.js";
import { objectsOf } from "../known-objects.js";
import type { Resource } from "../resource.js";

/**
 * `kubectl get pods` (printers.go v1.36: printPod). Containers of a pod are ready together here, and exit together; there
 * are no nominated nodes and no readiness gates.
 */
export const pods: Resource = {
  names: ["pods", "pod"],
  shortNames: ["po"],
  group: "",
  kind: "Pod",
  isNamespaced: true,
  columns: ["NAME", "READY", "STATUS", "RESTARTS", "AGE"],
  wideColumns: ["IP", "NODE", "NOMINATED NODE", "READINESS GATES"],
  entries: (moment) =>
    objectsOf(moment, "Pod").map(({ object, age }) => {
      const pod = asReported(object);
      const { name, namespace, labels, containers, phase, crash } = pod;
      const ready = pod.ready && phase !== "starting" ? containers.length : 0;
      const [address = "<none>"] = pod.addresses;
      const wideCells = [address, pod.node, "<none>", "<none>"];
      return {
        name,
        namespace,
        labels,
        cells: (wide) => [
          name,
          `${ready}/${containers.length}`,
          phase === "terminating" ? STATUS[phase] : (crash?.waiting ?? STATUS[phase]),
          restartsText(crash, moment.state.at),
          age,
          ...(wide ? wideCells : []),
        ],
        object: () => podObject(pod),
      };
    }),
};

// How often, and how long ago the last exit was.
function restartsText(crash: Pod["crash"], now: number): string {
  if (crash === undefined || crash.restarts === 0) return "0";
  return `${crash.restarts} (${ageText(crash.exitedAt, now)} ago)`;
}

const STATUS: Readonly<Record<Pod["phase"], string>> = {
  starting: "ContainerCreating",
  running: "Running",
  terminating: "Terminating",
};

// The kubelet reports an address once the pod's network is there.
function asReported(pod: Pod): Pod {
  return pod.phase === "starting" && !pod.hostNetwork ? { ...pod, addresses: [] } : pod;
}
