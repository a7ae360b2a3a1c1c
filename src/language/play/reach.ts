import { errorAt } from "../../base/diagnostic.js";
import type { TransportProtocol } from "../../cluster/pod.js";
import type { Command } from "../../cluster/scenario.js";
import type { Word } from "../syntax.js";
import { readChoice } from "../value/name.js";
import { readNumber } from "../value/number.js";
import type { WordReader } from "../word-reader.js";
import { readNewConnection } from "./kept-connection.js";
import { isReachableName } from "./name-scope.js";
import type { NameScope } from "./name-scope.js";

/** What `ping` can be told: options with a number, and its bounds (iputils ping). */
const PING = {
  "-c": { min: 1, max: 100 },
  "-s": { min: 0, max: 65_507 },
  "-t": { min: 1, max: 255 },
} as const;

const PING_PLANNED = ["-i", "-W", "-w", "-I", "-M", "-n", "-4", "-6", "-f", "-R", "-Q", "-q"];

/** Reads `ping HOST -c 3 -s 100 -t 2`, the options on either side; null with a diagnostic. */
export function readPing(words: WordReader, scope: NameScope): Command | null {
  const given: { "-c"?: number; "-s"?: number; "-t"?: number } = {};
  let host: Word | null = null;
  let right = true;
  for (let word = words.peek(); word !== null; word = words.peek()) {
    words.take("");
    if (!word.text.startsWith("-") && host === null) {
      host = word;
      continue;
    }
    const options = ["-c", "-s", "-t"] as const;
    const option = readChoice(word, options, words.report, PING_PLANNED);
    const value = option && words.take("NUMBER");
    const number = option && value && readNumber(value, PING[option], words.report);
    if (option === null || number === null) right = false;
    else given[option] = number;
    if (option === null) break;
  }
  if (host === null && right) words.take("HOST");
  if (host === null || !right || !isReachableName(host.text, host, scope)) return null;
  const { "-c": count = 1, "-s": size = 56, "-t": ttl = null } = given;
  return { kind: "ping", host: host.text, count, size, ttl };
}

/** Reads `connect tcp HOST:PORT` or `connect sctp HOST:PORT`, with `as NAME` behind it or not; null with a diagnostic. */
export function readConnect(words: WordReader, scope: NameScope): Command | null {
  const end = readEnd(words, ["tcp", "sctp"], scope);
  if (end === null) return null;
  const isKept = words.skip("as") !== null;
  const keptAs = isKept ? readNewConnection(words, scope) : null;
  words.end();
  return isKept && keptAs === null ? null : { kind: "connect", ...end, keptAs };
}

/** Bytes of a datagram of which nothing is said. */
const USUAL_SIZE = 5;

/** Reads `send udp HOST:PORT`, with `-p PORT` and `-s BYTES` behind it; null with a diagnostic. */
export function readSend(words: WordReader, scope: NameScope): Command | null {
  const end = readEnd(words, ["udp"], scope);
  if (end === null) return null;
  const { host, port } = end;
  let size: number | null = USUAL_SIZE;
  let sourcePort: number | null = null;
  let right = true;
  for (let left = 2; left > 0; left--) {
    if (words.skip("-s") !== null) {
      const said = words.take("BYTES");
      size = said && readNumber(said, PING["-s"], words.report);
    } else if (words.skip("-p") !== null) {
      const said = words.take("PORT");
      sourcePort = said && readNumber(said, PORT, words.report);
      right &&= sourcePort !== null;
    }
  }
  words.end();
  return size === null || !right ? null : { kind: "send", host, port, size, sourcePort };
}

const PORT = { min: 1, max: 65_535 } as const;

const PROTOCOLS: readonly TransportProtocol[] = ["tcp", "udp", "sctp"];

function readEnd<Protocol extends TransportProtocol>(
  words: WordReader,
  protocols: readonly Protocol[],
  scope: NameScope,
): { readonly protocol: Protocol; readonly host: string; readonly port: number } | null {
  const { report } = words;
  const first = words.take(protocols.join(", "));
  const planned = PROTOCOLS.filter((each) => !protocols.some((one) => one === each));
  const protocol = first && readChoice(first, protocols, report, planned);
  if (protocol === null) return null;
  const word = words.take("HOST:PORT");
  if (word === null) return null;
  const [, bracketed, plain, digits = ""] =
    /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(word.text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535) {
    const expected = ["10.0.0.2:80", "[fd00::2]:80"];
    report(errorAt(word.span, "bad-endpoint", { text: word.text, expected }));
    return null;
  }
  return isReachableName(host, word, scope) ? { protocol, host, port } : null;
}
