import type { Command } from "../../cluster/scenario.js";
import { hostsText } from "../../trace/hosts-text.js";
import type { Program } from "../effect.js";
import type { Client, Ended } from "./client.js";

/** cat of a file that the client's programs look names up with: nothing is sent for that. */
export function* cat(
  { file }: Command & { readonly kind: "cat" },
  { resolvConf, hosts }: Client,
): Program<Ended> {
  const output = file === "/etc/hosts" ? hostsText(hosts) : resolvConf;
  return { outcome: "answered", output, status: null };
}
