import type { Said } from "../cluster/declaration.js";
import { labelsField, mapField, textField } from "./field.js";
import type { Reading } from "./reading.js";
import { spanOf } from "./reading.js";
import type { YamlMap } from "./yaml/value.js";

/** A Kubernetes object: what it is called, and its fields. */
export interface KubernetesObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: Said<string>;
  /** `default` where a namespaced object does not say. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata: YamlMap | null;
  readonly fields: YamlMap;
  readonly reading: Reading;
}

const OF_CLUSTER: readonly string[] = ["Namespace", "Node", "KubeProxyConfiguration"];

/** An object with its name, from its fields; `reading` names it only once it is known. */
export function objectOf(
  kind: string,
  fields: YamlMap,
  { text, report }: Omit<Reading, "object">,
): KubernetesObject {
  const unnamed: Reading = { text, report, object: kind };
  const metadata = mapField(unnamed, fields, "metadata");
  const said = textField(unnamed, metadata, "name");
  // A template that a generator shall name (`generateName`) is as good as named.
  const name = said ?? textField(unnamed, metadata, "generateName");
  const namespace = textField(unnamed, metadata, "namespace")?.value ?? "default";
  const called = name?.value ?? "";
  const object = OF_CLUSTER.includes(kind) ? `${kind} ${called}` : `${kind} ${namespace}/${called}`;
  const reading = { text, report, object: object.trim() };
  return {
    kind,
    apiVersion: textField(unnamed, fields, "apiVersion")?.value ?? "",
    name: name ?? { value: "", span: spanOf(unnamed, metadata ?? fields) },
    namespace,
    labels: labelsField(reading, metadata, "labels"),
    metadata,
    fields,
    reading,
  };
}
