import { hash } from "../../../base/random.js";
import { podKey } from "../../../cluster/pod.js";
import type { Pod } from "../../../cluster/pod.js";

/** The id of a pod's sandbox, which plugins put into names and comments. The runtime draws it; here it depends on the pod's name alone. */
export function containerId(pod: Pod): string {
  const parts = Array.from({ length: 8 }, (_, index) => hash(`sandbox ${index} ${podKey(pod)}`));
  return parts.map((part) => part.toString(16).padStart(8, "0")).join("");
}
