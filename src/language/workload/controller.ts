import { familyOf } from "../../base/address.js";
import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { ControllerDeclaration, Said } from "../../cluster/declaration.js";
import type { ControllerKind } from "../../cluster/deployment.js";
import { LIMIT } from "../limit.js";
import { keywordOf, partsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readEach } from "../value/address.js";
import { readName, readNodeName } from "../value/name.js";
import { readNumber } from "../value/number.js";
import { readWords } from "../word-reader.js";
import { readTemplate } from "./template.js";

/** Reads a `deployment`, `statefulset`, `daemonset` or `replicaset` block; null where not even its name is right. */
export function readController(
  block: Statement,
  kind: ControllerKind,
  report: Report,
): ControllerDeclaration | null {
  const words = readWords(block, report);
  const word = words.take("NAME");
  const name = word && readName(word, report);
  words.end();
  if (name === null) return null;
  const template = readTemplate(block, name, report);
  let replicas: number | null = null;
  let serviceName: string | undefined;
  let nodes: readonly Said<string>[] = [];
  for (const part of partsOf(block)) {
    const values = readWords(part, report);
    switch (keywordOf(part)) {
      case "replicas": {
        const count = values.take("NUMBER");
        replicas = count && readNumber(count, { min: 0, max: LIMIT.pods }, report);
        values.end();
        break;
      }
      case "service": {
        const service = values.take("SERVICE");
        serviceName = (service && readName(service, report))?.value;
        values.end();
        break;
      }
      case "on":
        nodes = readEach(values.list("NODE"), readNodeName, report);
        break;
    }
  }
  const counts = (["ipv4", "ipv6"] as const).map(
    (family) => template.addresses.filter(({ value }) => familyOf(value) === family).length,
  );
  const declared = replicas ?? Math.max(1, ...counts);
  // A DaemonSet has as many pods as it finds nodes.
  if (kind !== "daemonset") reportSpareAddresses(template.addresses, declared, report);
  const labelled = Object.keys(template.labels).length > 0;
  return {
    ...template,
    kind,
    labels: labelled ? template.labels : { app: name.value },
    replicas: declared,
    nodes,
    ...(serviceName === undefined ? {} : { serviceName }),
  };
}

function reportSpareAddresses(
  addresses: ControllerDeclaration["addresses"],
  replicas: number,
  report: Report,
): void {
  for (const family of ["ipv4", "ipv6"]) {
    const spare = addresses.filter(({ value }) => familyOf(value) === family).slice(replicas);
    for (const { value, span } of spare)
      report(errorAt(span, "spare-address", { address: value, replicas }));
  }
}
