import { formatEndpoint, parseAddress } from "../../base/address.js";
import { unreachable } from "../../base/assert.js";
import type { Command } from "../../cluster/scenario.js";

// What iputils' ping sends where nobody says otherwise.
const USUAL_SIZE = 56;
// And what `send` does.
const USUAL_DATAGRAM_SIZE = 5;

/** The command as somebody would type it. */
export function commandText(command: Command): string {
  switch (command.kind) {
    case "curl":
      return `curl ${command.url}`;
    case "dig":
      return ["dig", ...command.options.words].join(" ");
    case "nslookup": {
      const { name, type, options } = command;
      const server = options.server === null ? [] : [options.server];
      return ["nslookup", ...(type === null ? [] : [`-type=${type}`]), name, ...server].join(" ");
    }
    case "ping": {
      const { host, count, size, ttl } = command;
      // Names of those that answer are looked up as well, unless somebody says -n.
      const options = [
        ...(parseAddress(host) === null ? ["-n"] : []),
        ...["-c", `${count}`],
        ...(size === USUAL_SIZE ? [] : ["-s", `${size}`]),
        ...(ttl === null ? [] : ["-t", `${ttl}`]),
      ];
      return ["ping", ...options, host].join(" ");
    }
    case "connect": {
      const { protocol, host, port, keptAs } = command;
      const kept = keptAs === null ? [] : ["as", keptAs];
      return ["connect", protocol, placeText(host, port), ...kept].join(" ");
    }
    case "say":
      return `say ${command.connection} "${command.text}"`;
    case "cat":
      return `cat ${command.file}`;
    case "close":
      return `close ${command.connection}`;
    case "send": {
      const { host, port, size, sourcePort } = command;
      const from = sourcePort === null ? [] : ["-p", `${sourcePort}`];
      return ["send udp", placeText(host, port), ...from, ...sizeWords(size)].join(" ");
    }
    default:
      return unreachable(command);
  }
}

// What a program of ours sends is as short as that.
function sizeWords(size: number): readonly string[] {
  return size === USUAL_DATAGRAM_SIZE ? [] : ["-s", `${size}`];
}

function placeText(host: string, port: number): string {
  const literal = parseAddress(host);
  return literal === null ? `${host}:${port}` : formatEndpoint(literal, port);
}
