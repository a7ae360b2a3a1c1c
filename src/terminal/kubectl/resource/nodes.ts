import type { Node } from "../../../cluster/node.js";
import { nodeObject } from "../../../manifests/print/node-object.js";
import { byText } from "../by-text.js";
import { objectsOf } from "../known-objects.js";
import type { Resource } from "../resource.js";

/** What kubectl prints for a field that a Node does not have. */
const UNKNOWN = "<unknown>";

/** `kubectl get nodes` (printers.go v1.36: printNode): every kubelet runs, and what else is installed is not known. */
export const nodes: Resource = {
  names: ["nodes", "node"],
  shortNames: ["no"],
  group: "",
  kind: "Node",
  isNamespaced: false,
  columns: ["NAME", "STATUS", "ROLES", "AGE", "VERSION"],
  wideColumns: ["INTERNAL-IP", "EXTERNAL-IP", "OS-IMAGE", "KERNEL-VERSION", "CONTAINER-RUNTIME"],
  entries: (moment) =>
    objectsOf(moment, "Node").map(({ object: node, age }) => ({
      name: node.name,
      namespace: null,
      labels: node.labels,
      cells: (wide) => [
        node.name,
        node.cordoned ? "Ready,SchedulingDisabled" : "Ready",
        rolesText(node),
        age,
        `v${moment.header.imitates.kubernetes}`,
        ...(wide ? [node.addresses[0] ?? "<none>", "<none>", UNKNOWN, UNKNOWN, UNKNOWN] : []),
      ],
      object: () => nodeObject(node),
    })),
};

const ROLE_PREFIX = "node-role.kubernetes.io/";

function rolesText({ labels }: Node): string {
  const roles = Object.entries(labels).flatMap(([key, value]) => {
    if (key.startsWith(ROLE_PREFIX)) return [key.slice(ROLE_PREFIX.length)];
    return key === "kubernetes.io/role" ? [value] : [];
  });
  const named = [...new Set(roles.filter((role) => role !== ""))].sort(byText);
  return named.length === 0 ? "<none>" : named.join(",");
}
