import type { TransportProtocol } from "../cluster/pod.js";
import { choiceField } from "./choice.js";
import { fieldOf, plainOf } from "./field.js";
import { mistake } from "./reading.js";
import type { Reading } from "./reading.js";
import type { YamlMap } from "./yaml/value.js";

const PROTOCOLS = ["TCP", "UDP", "SCTP"] as const;

/** A port's protocol; TCP where nothing is said, null with a report where there is none of that name. */
export function protocolField(reading: Reading, map: YamlMap): TransportProtocol | null {
  if (fieldOf(map, "protocol") === null) return "tcp";
  const word = choiceField(reading, map, "protocol", PROTOCOLS);
  return word === null ? null : (word.toLowerCase() as Lowercase<typeof word>);
}

/** A port number from 1 to 65535; null where nothing or 0 is said, and, with a report, where it is none. */
export function portField(reading: Reading, map: YamlMap, name: string): number | null {
  const value = fieldOf(map, name);
  if (value === null) return null;
  const plain = value.kind === "scalar" ? plainOf(value) : null;
  if (plain === 0) return null;
  if (typeof plain === "number" && Number.isInteger(plain) && plain >= 1 && plain <= 65_535)
    return plain;
  const text = value.kind === "scalar" ? value.text : "{ }";
  if (typeof plain === "string" && /^\d{1,5}$/.test(text))
    mistake(reading, value, "manifest-not-number", { field: name, expected: [text] });
  else mistake(reading, value, "manifest-bad-port", { field: name, text, expected: ["1–65535"] });
  return null;
}
