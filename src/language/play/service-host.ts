import { errorAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { Cluster } from "../../cluster/cluster.js";
import { nearParameters } from "../value/name.js";

/**
 * The mistake in a host that can only be meant as a Service's name, if it is one's: `exmaple`, `exmaple.default`,
 * `exmaple.default.svc.cluster.local`. Other names with dots may lie outside the cluster, and are right.
 */
export function findServiceMistake(
  host: string,
  namespace: string,
  cluster: Cluster,
  span: SourceSpan,
): Diagnostic | null {
  const name = host.replace(/\.$/, "").toLowerCase();
  const end = [`.svc.${cluster.settings.domain}`, ".svc"].find((suffix) => name.endsWith(suffix));
  const labels = (end === undefined ? name : name.slice(0, -end.length)).split(".");
  const [service = "", space] = labels.slice(-2);
  // A pod's hosts file has it.
  if (labels.at(-1) === "localhost") return null;
  if (space === undefined) return unknownService(service, namespace, cluster, span);
  if (cluster.namespaces.includes(space)) {
    const isService = end !== undefined || labels.length === 2;
    return isService ? unknownService(service, space, cluster, span) : null;
  }
  if (end === undefined) return null;
  const near = nearParameters(space, cluster.namespaces);
  return errorAt(span, "unknown-namespace", { name: space, ...near });
}

function unknownService(
  name: string,
  namespace: string,
  cluster: Cluster,
  span: SourceSpan,
): Diagnostic | null {
  const services = cluster.services.filter((service) => service.namespace === namespace);
  if (services.some((service) => service.name === name)) return null;
  const elsewhere = cluster.services.find((service) => service.name === name);
  const near =
    elsewhere === undefined
      ? nearParameters(
          name,
          services.map((service) => service.name),
        )
      : { nearest: `${elsewhere.name}.${elsewhere.namespace}` };
  return errorAt(span, "unknown-service", { name, namespace, ...near });
}
