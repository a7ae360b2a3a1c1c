import type { NamespaceId } from "../../trace/id.js";

/** Whether a command is typed outside of the namespace that it changes, as what lays a cable or reaches in with `-n`. */
export function isTypedOutside(namespace: NamespaceId | null, command: string): boolean {
  return namespace === null || /^\w+ (-[46] )?-n |^ip netns | netns /.test(command);
}
