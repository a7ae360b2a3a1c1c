import type { Command } from "../../cluster/scenario.js";
import { dig as askServers } from "../../dns/client/dig.js";
import { printDig } from "../../dns/client/print-dig.js";
import { parseRecordType } from "../../packet/dns-code.js";
import type { DnsMessage } from "../../packet/dns-message.js";
import type { Outcome } from "../../trace/outcome.js";
import type { Program } from "../effect.js";
import { VIRTUAL_EPOCH } from "../virtual-epoch.js";
import type { Client, Ended } from "./client.js";

/** dig: asks one question and prints what it heard. */
export function* dig(command: Command & { readonly kind: "dig" }, client: Client): Program<Ended> {
  const { options } = command;
  const result = yield* askServers({
    name: command.name,
    type: parseRecordType(command.type) ?? "A",
    class: command.class,
    options,
    resolvConf: client.resolvConf,
    nextQuery: () => client.nextQuery(),
    nextId: () => client.nextId(),
  });
  const outcome = outcomeOfReply(result.reply?.message ?? null, result.told);
  return { outcome, output: printDig(result, options, VIRTUAL_EPOCH), status: null };
}

/** What a reply is to whoever asked; without one, what the last server did. */
export function outcomeOfReply(message: DnsMessage | null, told: readonly string[]): Outcome {
  if (message === null) {
    const last = told.findLast((line) => line.includes(": ")) ?? "";
    if (last.includes("refused")) return "refused";
    return last.includes("unreachable") ? "unreachable" : "timed out";
  }
  const { rcode, answer } = message;
  if (rcode === "NXDOMAIN") return "nxdomain";
  if (rcode !== "NOERROR") return "server failure";
  return answer.length === 0 ? "no data" : "answered";
}
