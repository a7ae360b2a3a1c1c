import { podKey } from "../../../cluster/pod.js";
import type { Pod } from "../../../cluster/pod.js";
import { namespaceId } from "../../../trace/id.js";
import type { NamespaceId } from "../../../trace/id.js";

/** The id of a pod's namespace. */
export function podNamespaceId(pod: Pod): NamespaceId {
  return namespaceId(`pod/${podKey(pod)}`);
}
