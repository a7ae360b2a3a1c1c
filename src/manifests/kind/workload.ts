import type { ControllerDeclaration } from "../../cluster/declaration.js";
import type { ControllerKind } from "../../cluster/deployment.js";
import { warnOfMistypedFields } from "../choice.js";
import { countField, fieldOf, flagField, labelsField, mapField, textField } from "../field.js";
import type { KubernetesObject } from "../object.js";
import { mistake } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap } from "../yaml/value.js";
import { WORKLOAD_FIELDS } from "./known-fields.js";
import { ownerOf } from "./owner.js";
import { podSpecOf } from "./pod.js";

/** A controller that makes pods, and where they may run. */
export interface ReadWorkload {
  readonly workload: ControllerDeclaration;
  /** `nodeSelector` of its template. */
  readonly nodeSelector: Readonly<Record<string, string>>;
}

const MOST_REPLICAS = 100_000;

/** Reads a controller of a kind; null for one that another controller made, as a Deployment does with ReplicaSets. */
export function readWorkload(object: KubernetesObject, kind: ControllerKind): ReadWorkload | null {
  const { reading, fields, name, namespace } = object;
  if (ownerOf(object) !== null) return null;
  const spec = mapField(reading, fields, "spec");
  warnOfMistypedFields(reading, spec, WORKLOAD_FIELDS);
  const template = mapField(reading, spec, "template");
  const pod = mapField(reading, template, "spec");
  if (template === null)
    mistake(reading, spec ?? fields, "manifest-missing", {
      field: "template",
      expected: ["template"],
    });
  const node = textField(reading, pod, "nodeName");
  const serviceName = textField(reading, spec, "serviceName")?.value ?? "";
  const range = { min: 0, max: Number.MAX_SAFE_INTEGER };
  const replicas = countField(reading, spec, "replicas", range) ?? 1;
  const labels = labelsField(reading, mapField(reading, template, "metadata"), "labels");
  if (template !== null) checkSelector(reading, spec, labels);
  const workload: ControllerDeclaration = {
    kind,
    ...podSpecOf(reading, pod),
    name,
    namespace,
    labels,
    addresses: [],
    hostNetwork: flagField(reading, pod, "hostNetwork") ?? false,
    replicas: Math.min(replicas, MOST_REPLICAS),
    nodes: node === null ? [] : [node],
    ...(kind === "statefulset" && serviceName !== "" ? { serviceName } : {}),
  };
  return { workload, nodeSelector: labelsField(reading, pod, "nodeSelector") };
}

// pkg/apis/apps/validation v1.36: ValidatePodTemplateSpecForReplicaSet. A ReplicationController has no `matchLabels`.
function checkSelector(
  reading: Reading,
  spec: YamlMap | null,
  labels: Readonly<Record<string, string>>,
): void {
  const selector = mapField(reading, spec, "selector");
  const place = fieldOf(selector, "matchLabels");
  if (place?.kind !== "map") return;
  const wanted = Object.entries(labelsField(reading, selector, "matchLabels"));
  if (wanted.some(([key, value]) => !Object.hasOwn(labels, key) || labels[key] !== value))
    mistake(reading, place, "manifest-other-labels");
}
