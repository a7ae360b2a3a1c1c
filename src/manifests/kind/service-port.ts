import type { SourceSpan } from "../../base/source-span.js";
import type { ServicePortDeclaration } from "../../cluster/declaration.js";
import { warnOfMistypedFields } from "../choice.js";
import { fieldOf, mapsField, plainOf, textField } from "../field.js";
import { portField, protocolField } from "../port-field.js";
import { mistake, spanOf } from "../reading.js";
import type { Reading } from "../reading.js";
import type { YamlMap } from "../yaml/value.js";

const FIELDS = ["appProtocol", "name", "nodePort", "port", "protocol", "targetPort"];

/** A port as it was read, with the place of its node port. */
export interface ReadServicePort extends ServicePortDeclaration {
  readonly nodePortSpan: SourceSpan;
}

/** The ports of a Service; one that is no port is reported and left out. */
export function readServicePorts(
  reading: Reading,
  spec: YamlMap | null,
): readonly ReadServicePort[] {
  const entries = mapsField(reading, spec, "ports");
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    warnOfMistypedFields(reading, entry, FIELDS);
    const name = textField(reading, entry, "name")?.value ?? "";
    const protocol = protocolField(reading, entry);
    const port = portField(reading, entry, "port");
    const isAbsent = port === null && isZero(entry);
    if (isAbsent)
      mistake(reading, entry, "manifest-missing", { field: "port", expected: ["port"] });
    if (protocol === null || (port === null && !isAbsent)) return [];
    if (entries.length > 1 && name === "")
      mistake(reading, entry, "manifest-missing", { field: "name", expected: ["name"] });
    const key = `${port ?? 0}/${protocol}`;
    if (seen.has(key)) {
      mistake(reading, fieldOf(entry, "port") ?? entry, "manifest-duplicate-port", { port: key });
      return [];
    }
    seen.add(key);
    return [
      {
        name,
        protocol,
        port: port ?? 0,
        targetPort: readTarget(reading, entry) ?? port ?? 0,
        nodePort: portField(reading, entry, "nodePort"),
        span: spanOf(reading, fieldOf(entry, "targetPort") ?? entry),
        nodePortSpan: spanOf(reading, fieldOf(entry, "nodePort") ?? entry),
      },
    ];
  });
}

// Port 0 is none, as in Go's objects; what is no port at all has been reported as that.
function isZero(entry: YamlMap): boolean {
  const value = fieldOf(entry, "port");
  return value === null || (value.kind === "scalar" && value.text === "0");
}

/** A number, or the name of a container port. */
function readTarget(reading: Reading, entry: YamlMap): number | string | null {
  const value = fieldOf(entry, "targetPort");
  const plain = value?.kind === "scalar" ? plainOf(value) : null;
  if (typeof plain === "string" && /[a-z]/i.test(plain)) return plain;
  // Digits in quotes name no port to Kubernetes, which says so; the number must be meant.
  const number = portField(reading, entry, "targetPort");
  return number ?? (typeof plain === "string" && /^\d{1,5}$/.test(plain) ? Number(plain) : null);
}
