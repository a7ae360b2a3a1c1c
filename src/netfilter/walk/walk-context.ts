import type { WalkContext } from "../../trace/event/netfilter-event.js";
import type { Hook } from "../hook.js";
import type { NetfilterHost } from "../netfilter-host.js";
import type { SocketBuffer } from "../socket-buffer.js";

/** What rules can know of a packet when it comes to a chain of a hook. */
export function walkContextOf(
  hook: Hook,
  buffer: SocketBuffer,
  { conntrack, view }: Pick<NetfilterHost, "conntrack" | "view">,
): WalkContext {
  const { packet, mark, connection: attached } = buffer;
  const id = attached?.id ?? null;
  const connection = id === null ? null : conntrack.get(id);
  return {
    headers: packet,
    ...devicesAt(hook, buffer),
    mark,
    state: attached?.state ?? null,
    status: connection?.entry.status ?? [],
    sourceType: view.addressTypeOf(packet.source),
    destinationType: view.addressTypeOf(packet.destination),
  };
}

/** The devices that rules can see at a hook: none to leave by before routing, none come in by for the host's own packets. */
export function devicesAt(
  hook: Hook,
  { input, output }: SocketBuffer,
): { readonly input: string | null; readonly output: string | null } {
  return {
    input: hook === "OUTPUT" ? null : input,
    output: hook === "PREROUTING" || hook === "INPUT" ? null : output,
  };
}
