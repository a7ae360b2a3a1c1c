import { parseAddress } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import type { HostPort, Server } from "../../cluster/pod.js";
import type { Word } from "../syntax.js";
import { readNumber } from "../value/number.js";
import type { WordReader } from "../word-reader.js";

/** Reads `host-port 8080 host-port 127.0.0.1:8081`, the ports of the node that lead to a port of a container. */
export function readHostPorts(
  words: WordReader,
  { protocol, port: containerPort }: Pick<Server, "protocol" | "port">,
): readonly HostPort[] {
  const found: HostPort[] = [];
  while (words.skip("host-port") !== null) {
    const word = words.take("PORT");
    const [address, place] = word === null ? [null, null] : splitAddress(word);
    const hostPort = place && readNumber(place, { min: 1, max: 65_535 }, words.report);
    if (hostPort !== null) found.push({ hostPort, containerPort, protocol, address });
  }
  return found;
}

/** Takes the address before a port off: `127.0.0.1:80/tcp`, `[fd00::1]:80`. */
export function splitAddress(word: Word): readonly [Address | null, Word] {
  const [, bracketed, plain, rest = ""] =
    /^(?:\[([^\]]+)\]|([\d.]+)):(\d.*)$/.exec(word.text) ?? [];
  const address = parseAddress(bracketed ?? plain ?? "");
  return address === null ? [null, word] : [address, { ...word, text: rest }];
}
