import type { Actor } from "../../cluster/actor.js";
import type { PlayContext } from "./context.js";

/** Whether a client's resolv.conf names a server: that of a pod or node always does, that of a host where the author wrote one. */
export function hasResolver({
  client: { kind, name },
  context,
}: {
  readonly client: Actor;
  readonly context: PlayContext;
}): boolean {
  if (kind === "pod" || kind === "node") return true;
  const written = context.hostFiles?.resolvConf;
  const own = kind === "host" ? written?.byHost.get(name) : undefined;
  return /^\s*nameserver\s/m.test(own ?? written?.everywhere ?? "");
}
