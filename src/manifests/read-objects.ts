import { errorAt, warningAt } from "../base/diagnostic.js";
import type { Report } from "../base/diagnostic.js";
import { outerSpan } from "../base/inner-text.js";
import type { InnerText } from "../base/inner-text.js";
import { nearParameters } from "./choice.js";
import { mapsField, textField } from "./field.js";
import { KINDS } from "./kind/order.js";
import { checkObjectName } from "./object-name.js";
import { objectOf } from "./object.js";
import type { KubernetesObject } from "./object.js";
import { reportYamlMistakes } from "./report-yaml.js";
import { readStream } from "./yaml/read-stream.js";
import type { YamlMap } from "./yaml/value.js";

/** The objects of a stream of YAML or JSON, lists taken apart; only those of kinds that say something of a network. */
export function readObjects(text: InnerText, report: Report): readonly KubernetesObject[] {
  return readStream(text.text).flatMap(({ value, mistakes }) => {
    reportYamlMistakes(text, mistakes, report);
    if (value === null) return [];
    if (value.kind === "map") return objectsOf(value, text, report, null);
    if (!(value.kind === "scalar" && value.text === ""))
      report(
        errorAt(outerSpan(text, value), "manifest-no-object", { expected: ["kind: Service"] }),
      );
    return [];
  });
}

function objectsOf(
  fields: YamlMap,
  text: InnerText,
  report: Report,
  list: string | null,
): readonly KubernetesObject[] {
  const reading = { text, report, object: "" };
  const said = textField(reading, fields, "kind")?.value;
  // The items of a `ServiceList` may leave out what they are.
  const kind = said ?? list;
  if (kind === null) {
    const place = outerSpan(text, fields.entries[0]?.key ?? fields);
    report(errorAt(place, "manifest-no-object", { expected: ["kind: Service"] }));
    return [];
  }
  const ofItems = kind === "List" ? null : listed(kind);
  if (kind === "List" || ofItems !== null)
    return mapsField({ ...reading, object: kind }, fields, "items").flatMap((item) =>
      objectsOf(item, text, report, ofItems),
    );
  if (!Object.hasOwn(KINDS, kind)) {
    warnOfMistypedKind(kind, fields, text, report);
    return [];
  }
  const object = objectOf(kind, fields, { text, report });
  if (object.name.value !== "" || kind === "KubeProxyConfiguration") {
    checkObjectName(object);
    return [object];
  }
  const parameters = { object: kind, field: "metadata.name", expected: ["name"] };
  report(errorAt(object.name.span, "manifest-missing", parameters));
  return [];
}

function listed(kind: string): string | null {
  const item = kind.endsWith("List") ? kind.slice(0, -4) : "";
  return Object.hasOwn(KINDS, item) ? item : null;
}

// Other kinds are many and none of our business, but `kind: Sevice` is a mistake.
function warnOfMistypedKind(kind: string, fields: YamlMap, text: InnerText, report: Report): void {
  const names = Object.keys(KINDS);
  const near = nearParameters(kind, names);
  const isOther = near.nearest === undefined || OTHERS.has(kind) || kind.length < 4;
  if (isOther) return;
  const entry = fields.entries.find(({ key }) => key.text === "kind");
  const place = outerSpan(text, entry?.value ?? fields);
  report(warningAt(place, "manifest-unknown-kind", { kind, ...near }));
}

/** Kinds that others deal with, some of them spelled nearly like one that counts here: those of Kubernetes 1.36 and a few that are usual beside them. */
const OTHERS: ReadonlySet<string> = new Set(
  (
    "APIService Binding CertificateSigningRequest ClusterRole ClusterRoleBinding " +
    "ClusterTrustBundle ComponentStatus ControllerRevision CSIDriver CSINode CSIStorageCapacity " +
    "CronJob CustomResourceDefinition DeviceClass Event FlowSchema Gateway GatewayClass " +
    "HorizontalPodAutoscaler HTTPRoute Ingress IngressClass IPAddress Job Lease LimitRange " +
    "MutatingWebhookConfiguration NetworkPolicy PersistentVolume PersistentVolumeClaim " +
    "PodDisruptionBudget PodMetrics PodMonitor PodTemplate PriorityClass " +
    "PriorityLevelConfiguration ReplicationController ResourceClaim ResourceQuota ResourceSlice " +
    "Role RoleBinding RuntimeClass Secret ServiceAccount ServiceCIDR ServiceExport ServiceMonitor " +
    "StorageClass TokenReview ValidatingAdmissionPolicy ValidatingWebhookConfiguration " +
    "VolumeAttachment"
  ).split(" "),
);
