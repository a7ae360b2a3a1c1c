import { labelsOf, withoutZone } from "../../../packet/dns-name.js";

/** What a name in a cluster's zone asks for (coredns plugin/kubernetes/parse.go); empty where the name does not say. */
export interface NameRequest {
  readonly tree: "svc" | "pod";
  readonly namespace: string;
  /** The Service, or the address of a pod. */
  readonly service: string;
  readonly endpoint: string;
  /** The cluster that an endpoint of an imported Service is in. */
  readonly cluster: string;
  readonly port: string;
  readonly protocol: string;
  /** The topology zone of a zone-scoped name. */
  readonly zone: string;
  /** Whether a zone without endpoints is answered with all of them. */
  readonly prefersZone: boolean;
}

/** `apex` names something without content of its own: the zone, `svc` or `pod` in it, or a namespace without a name. */
export type ParsedName = NameRequest | "apex" | "invalid";

/** Which names there are beside the plain ones. */
export interface NameForms {
  /** Whether an endpoint's name may have its cluster behind it. */
  readonly multicluster: boolean;
  /** Whether a topology zone may stand in front. */
  readonly zonal: boolean;
}

/** Takes a lower-case name apart. */
export function parseName(
  name: string,
  zone: string,
  { multicluster, zonal }: NameForms,
): ParsedName {
  const labels = labelsOf(`${withoutZone(name, zone)}.`);
  const tree = labels.at(-1);
  if (tree === undefined || tree === "") return "apex";
  if (tree !== "svc" && tree !== "pod") return "invalid";
  if (labels.length === 1) return "apex";
  const [namespace = "", service = ""] = [labels.at(-2), labels.at(-3)];
  const base: NameRequest = {
    tree,
    namespace,
    service,
    endpoint: "",
    cluster: "",
    port: "",
    protocol: "",
    zone: "",
    prefersZone: false,
  };
  const before = labels.slice(0, -3);
  switch (before.length) {
    case 0:
      return base;
    case 1:
      return { ...base, endpoint: before[0] ?? "" };
    case 2: {
      const [port = "", protocol = ""] = before;
      if (multicluster && !port.startsWith("_") && !protocol.startsWith("_")) {
        return { ...base, endpoint: port, cluster: protocol };
      }
      return { ...base, port: withoutUnderscore(port), protocol: withoutUnderscore(protocol) };
    }
    default:
      return zonal && !multicluster ? scopedName(base, before) : "invalid";
  }
}

// `zone.pin._zone` or `zone.prefer._zone` in front of a Service; a zone's name may hold dots.
function scopedName(base: NameRequest, before: readonly string[]): ParsedName {
  const [directive, anchor] = before.slice(-2);
  const isScoped = anchor === "_zone" && base.tree === "svc";
  if (!isScoped || (directive !== "pin" && directive !== "prefer")) return "invalid";
  return { ...base, zone: before.slice(0, -2).join("."), prefersZone: directive === "prefer" };
}

function withoutUnderscore(label: string): string {
  return label.startsWith("_") ? label.slice(1) : label;
}
