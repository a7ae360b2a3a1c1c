import type { NamespaceId } from "../../trace/id.js";
import type { SetUpStep } from "./set-up-step.js";

/** The namespaces that a step does something in; none for a LAN's switch. */
export function stepNamespaces(step: SetUpStep): readonly NamespaceId[] {
  switch (step.kind) {
    case "add-lan":
      return [];
    case "add-veth-pair":
      return [...new Set(step.ends.map(({ at }) => at.id))];
    case "plug-into-lan":
    case "plug-into-beyond":
      return [step.end.at.id];
    default:
      return [step.at.id];
  }
}
