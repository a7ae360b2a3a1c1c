import type { Command } from "../../cluster/scenario.js";
import { nslookup as askServers } from "../../dns/client/nslookup.js";
import type { Program } from "../effect.js";
import type { Client, Ended } from "./client.js";
import { outcomeOfReply } from "./dig.js";

/** nslookup: looks a name or an address up and prints what it learned. */
export function* nslookup(
  { name, type, options }: Command & { readonly kind: "nslookup" },
  client: Client,
): Program<Ended> {
  const { output, reply } = yield* askServers({
    name,
    type,
    options,
    resolvConf: client.resolvConf,
    nextQuery: () => client.nextQuery(),
    nextId: () => client.nextId(),
  });
  return { outcome: outcomeOfReply(reply, []), output, status: null };
}
