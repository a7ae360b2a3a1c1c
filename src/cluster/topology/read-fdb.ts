import type { Address } from "../../base/address.js";
import type { Report } from "../../base/diagnostic.js";
import type { ForwardingDeclaration } from "./host.js";
import { addressFrom, deviceFrom, macFrom } from "./tool-value.js";
import { readRight, toolWords } from "./tool-word.js";
import type { ToolWord } from "./tool-word.js";

/** The entry that a command line of `bridge fdb add` asks for; throws where it is not right. */
export function bridgeFdbOf(text: string): ForwardingDeclaration {
  return readRight(text, readBridgeFdb);
}

/** Words that say what every entry here is: set by hand, and kept. */
const IDLE: readonly string[] = ["self", "master", "permanent", "static", "local"];
const PLANNED: readonly string[] = ["dynamic", "via", "port", "vni", "vlan", "src_vni", "use"];

/** Reads the words behind `bridge fdb add` (iproute2 bridge/fdb.c: fdb_modify); null, with the mistakes reported. */
export function readBridgeFdb(
  given: readonly ToolWord[],
  report: Report,
): ForwardingDeclaration | null {
  const [first] = given;
  const last = given.at(-1);
  if (first === undefined || last === undefined) return null;
  const words = toolWords(given, report);
  let mac: string | null = null;
  let device: string | null = null;
  let destination: Address | null = null;
  for (let word = words.next(); word !== null; word = words.next()) {
    if (word.text === "dev") {
      const value = words.after(word, "DEVICE");
      device = value && deviceFrom(value, words);
    } else if (word.text === "dst") {
      const value = words.after(word, "ADDRESS");
      destination = value && addressFrom(value, words);
    } else if (PLANNED.includes(word.text)) {
      words.mistake(word, "not-yet-supported", { word: word.text });
      words.next();
    } else if (mac === null && !IDLE.includes(word.text)) {
      mac = macFrom(word, words);
      if (mac === null) return null;
    } else if (!IDLE.includes(word.text)) {
      words.mistake(word, "unexpected-word", { word: word.text, expected: ["dev", "dst"] });
    }
  }
  if (words.isWrong()) return null;
  if (mac !== null && device !== null)
    return { mac, device, destination, span: { ...first.span, end: last.span.end } };
  const end = { ...last.span, start: last.span.end };
  const expected = ["MAC dev DEVICE dst ADDRESS"];
  return words.mistake({ text: "", span: end }, "missing-value", { after: last.text, expected });
}
