import { namespaceId } from "../../../trace/id.js";
import type { NamespaceId } from "../../../trace/id.js";

/** The id of a node's own namespace. */
export function nodeNamespaceId(name: string): NamespaceId {
  return namespaceId(`node/${name}`);
}
