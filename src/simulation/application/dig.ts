import { dig as askServer } from "../../dns/client/dig.js";
import type { DigResult } from "../../dns/client/dig.js";
import { printDig } from "../../dns/client/print-dig.js";
import { readResolvConf } from "../../dns/resolver/resolv-conf-file.js";
import type { Command } from "../../cluster/scenario.js";
import { parseRecordType } from "../../packet/dns-code.js";
import type { Outcome } from "../../trace/outcome.js";
import type { Program } from "../effect.js";
import type { Client, Ended } from "./client.js";

/** dig: asks one server and prints what it said. */
export function* dig(command: Command & { readonly kind: "dig" }, client: Client): Program<Ended> {
  const server = command.server ?? readResolvConf(client.resolvConf).servers[0];
  const type = parseRecordType(command.type);
  if (server === undefined || type === null) {
    return { outcome: "unreachable", output: ";; no servers could be reached", status: null };
  }
  const result = yield* askServer({
    name: command.name,
    type,
    server,
    nextQuery: () => client.nextQuery(),
    nextId: () => client.nextId(),
  });
  return { outcome: outcomeOf(result), output: printDig(result), status: null };
}

function outcomeOf(result: DigResult): Outcome {
  if (result.kind !== "answered") return result.kind === "timeout" ? "timed out" : result.kind;
  const { rcode, answer } = result.message;
  if (rcode === "NXDOMAIN") return "nxdomain";
  if (rcode !== "NOERROR") return "server failure";
  return answer.length === 0 ? "no data" : "answered";
}
