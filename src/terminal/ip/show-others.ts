import { familyOf } from "../../base/address.js";
import { printed, refused } from "../answer.js";
import type { Answer } from "../answer.js";
import { tablesOf } from "../moment.js";
import type { HostMoment } from "../moment.js";
import { readNarrowing } from "./words.js";
import type { IpOptions } from "./words.js";

/** `ip neigh show`, in the order in which the host met them: a kernel's order is by hash. */
export function showNeighbours(
  words: readonly string[],
  { family }: IpOptions,
  moment: HostMoment,
): Answer | null {
  const narrowing = readNarrowing(words, { keys: ["dev", "to", "nud"], bare: "to" });
  if (narrowing === null) return null;
  const { devices, neighbours } = tablesOf(moment);
  const device = narrowing.get("dev") ?? null;
  if (device !== null && devices.every(({ name }) => name !== device))
    return refused(`Cannot find device "${device}"\n`, 1);
  const state = narrowing.get("nud")?.toUpperCase() ?? null;
  const to = narrowing.get("to") ?? null;
  const listed = neighbours.filter(
    (entry) =>
      (family === null || familyOf(entry.address) === family) &&
      (device === null || entry.device === device) &&
      (state === null || state === "ALL" || entry.state === state) &&
      (to === null || entry.address === to),
  );
  const inOrder = [
    ...listed.filter(({ address }) => familyOf(address) === "ipv4"),
    ...listed.filter(({ address }) => familyOf(address) === "ipv6"),
  ];
  const lines = inOrder.map((entry) => {
    const where = device === null ? ` dev ${entry.device}` : "";
    const mac = entry.mac === null ? "" : ` lladdr ${entry.mac}`;
    return `${entry.address}${where}${mac} ${entry.state} \n`;
  });
  return printed(lines.join(""));
}

/** `ip rule show`. */
export function showRules(
  words: readonly string[],
  { family }: IpOptions,
  moment: HostMoment,
): Answer | null {
  if (words.length > 0) return null;
  const rules = tablesOf(moment).routingRules.filter((rule) => rule.family === (family ?? "ipv4"));
  return printed(rules.map(({ text }) => `${text}\n`).join(""));
}

/**
 * `ip netns list` on a node: the namespaces of its pods. A CNI names them by a random number; here they bear their pods'
 * names. Containers of Docker are not listed there.
 */
export function showNamespaces(
  words: readonly string[],
  { header, host }: HostMoment,
): Answer | null {
  if (words.length > 0) return null;
  const pods = header.namespaces.filter(({ kind, node }) => kind === "pod" && node === host.id);
  return printed(
    pods
      .map(
        ({ kubernetesNamespace, name }, index) =>
          `cni-${kubernetesNamespace ?? ""}-${name} (id: ${index})\n`,
      )
      .reverse()
      .join(""),
  );
}
