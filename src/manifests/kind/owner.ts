import { mapsField, textField } from "../field.js";
import type { KubernetesObject } from "../object.js";

/** The controller that made an object, by its kind and name; null for one that somebody wrote. */
export function ownerOf({
  reading,
  metadata,
}: KubernetesObject): { readonly kind: string; readonly name: string } | null {
  const [first] = mapsField(reading, metadata, "ownerReferences");
  if (first === undefined) return null;
  const kind = textField(reading, first, "kind")?.value ?? "";
  return { kind, name: textField(reading, first, "name")?.value ?? "" };
}

/** What people call the maker of a pod: the Deployment behind its ReplicaSet, else its controller; null without one. */
export function makerOf(object: KubernetesObject): string | null {
  const owner = ownerOf(object);
  const hash = object.labels["pod-template-hash"];
  const isHashed = owner?.kind === "ReplicaSet" && hash !== undefined;
  if (owner === null || !isHashed || !owner.name.endsWith(`-${hash}`)) return owner?.name ?? null;
  return owner.name.slice(0, -hash.length - 1);
}
