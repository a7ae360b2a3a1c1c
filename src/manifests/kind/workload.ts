import type { ControllerDeclaration } from "../../cluster/declaration.js";
import type { ControllerKind } from "../../cluster/deployment.js";
import { flagField, labelsField, mapField, textField, wholeField } from "../field.js";
import type { KubernetesObject } from "../object.js";
import { mistake } from "../reading.js";
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
  const template = mapField(reading, spec, "template");
  const pod = mapField(reading, template, "spec");
  if (template === null)
    mistake(reading, spec ?? fields, "manifest-missing", {
      field: "template",
      expected: ["template"],
    });
  const node = textField(reading, pod, "nodeName");
  const serviceName = textField(reading, spec, "serviceName")?.value ?? "";
  const replicas = wholeField(reading, spec, "replicas")?.value ?? 1;
  const workload: ControllerDeclaration = {
    kind,
    ...podSpecOf(reading, pod),
    name,
    namespace,
    labels: labelsField(reading, mapField(reading, template, "metadata"), "labels"),
    addresses: [],
    hostNetwork: flagField(reading, pod, "hostNetwork") ?? false,
    replicas: Math.min(Math.max(0, replicas), MOST_REPLICAS),
    nodes: node === null ? [] : [node],
    ...(kind === "statefulset" && serviceName !== "" ? { serviceName } : {}),
  };
  return { workload, nodeSelector: labelsField(reading, pod, "nodeSelector") };
}
