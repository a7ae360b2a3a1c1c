import type { NamespaceId } from "../../trace/id.js";
import type { SetUpStep } from "./set-up-step.js";

/** The namespaces that a step does something in; none for a LAN's switch. */
export function stepNamespaces(step: SetUpStep): readonly NamespaceId[] {
  if ("at" in step) return [step.at.id];
  if ("end" in step) return [step.end.at.id];
  return "ends" in step ? [...new Set(step.ends.map(({ at }) => at.id))] : [];
}
