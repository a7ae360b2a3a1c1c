import { errorAt } from "../base/diagnostic.js";
import type { KubernetesObject } from "./object.js";

/** Whether an object is the first of its kind and name; a later one is reported. */
export function createDuplicateCheck(): (object: KubernetesObject) => boolean {
  const seen = new Set<string>();
  return ({ kind, name, namespace, reading }) => {
    const key = `${kind} ${namespace}/${name.value}`;
    if (!seen.has(key)) {
      seen.add(key);
      return true;
    }
    reading.report(errorAt(name.span, "manifest-duplicate", { object: reading.object }));
    return false;
  };
}
