import type { Handler } from "../../src/dns/chain.js";
import { dispense } from "../../src/dns/corefile/dispenser.js";
import { lexCorefile } from "../../src/dns/corefile/lex.js";
import { isMistake } from "../../src/dns/corefile/mistake.js";
import type { Setup } from "../../src/dns/plugin.js";
import type { DnsWorld } from "../../src/dns/world.js";
import { readDnsWorld } from "./dns-world.js";

/** A world without objects, addresses and upstreams. */
export const EMPTY_DNS_WORLD: DnsWorld = {
  cluster: () => readDnsWorld(""),
  localAddresses: [],
  resolvConf: { servers: [], search: [], options: [] },
  serial: 0,
};

/** The handler that a directive makes in a block for the root zone; throws where it is wrong, or none. */
export function startedPlugin(setup: Setup, text: string): Handler {
  const result = setup(dispense(lexCorefile({ name: "Corefile", text }, 0)), { zones: ["."] });
  if (isMistake(result)) throw new Error(result.text);
  const running = result.parts[0]?.start(EMPTY_DNS_WORLD);
  if (running === undefined) throw new Error("it has no place in the chain");
  return typeof running === "function" ? running : running.handler;
}
