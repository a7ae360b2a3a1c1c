import { fieldOf } from "./field.js";
import type { KubernetesObject } from "./object.js";
import { mistake } from "./reading.js";

/** Kinds whose names have no dots, as they are one label of a domain name. */
const OF_ONE_LABEL: readonly string[] = ["Namespace", "Service"];
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;

/**
 * Reports a name that the API server refuses; what a generator shall name (`generateName`) ends as it likes.
 * staging/src/k8s.io/apimachinery/pkg/util/validation v1.36: IsDNS1123Label, IsDNS1123Subdomain.
 */
export function checkObjectName({ kind, name, metadata, reading }: KubernetesObject): void {
  const at = fieldOf(metadata, "name");
  const { value } = name;
  const isLabel = OF_ONE_LABEL.includes(kind);
  const parts = isLabel ? [value] : value.split(".");
  const most = isLabel ? LONGEST_LABEL : LONGEST_NAME;
  if (at === null || (value.length <= most && parts.every((part) => LABEL.test(part)))) return;
  mistake(reading, at, "manifest-bad-name", { text: value });
}
