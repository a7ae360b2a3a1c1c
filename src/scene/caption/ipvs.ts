import { parseAddress } from "../../base/address.js";
import type { IpvsEvent, ScheduleChoice } from "../../trace/event/ipvs-event.js";
import type { IpvsConnectionId, NamespaceId } from "../../trace/id.js";
import type { IpvsConnectionEntry } from "../../trace/virtual-server.js";
import { partyText } from "../naming.js";
import { say } from "./context.js";
import type { Caption, Tellers, Telling } from "./context.js";

/** What is said of IPVS: virtual servers, why a real server was chosen, and the connections. */
export const IPVS: Tellers<IpvsEvent["kind"]> = {
  "virtual-server-found": ({ hook, server, scheduler }, { host }) =>
    say("virtual-server-found", { host, hook, server, scheduler }),
  "real-server-scheduled": ({ server, realServer, choice }, telling) =>
    realServer === null
      ? say("scheduled-nobody", { server })
      : scheduledCaption(choice, { server, endpoint: ownerText(realServer, telling) }, telling),
  "ipvs-connection-created": ({ entry, at }, telling) => {
    const { host } = telling;
    const { client, virtual, expiresAt } = entry;
    const real = ownerText(entry.real, telling);
    if (entry.counts === "template") {
      const seconds = Math.round((expiresAt - at) / 1_000_000);
      return say("ipvs-template-created", { host, client: withoutPort(client), real, seconds });
    }
    return say("ipvs-connection-created", { host, client, virtual, real });
  },
  "ipvs-connection-updated": ({ namespace, connection, entry }, telling) => {
    const { host } = telling;
    const { client, state, counts } = entry;
    if (counts === "template") {
      const real = ownerText(entry.real, telling);
      return say("ipvs-template-refreshed", { host, client: withoutPort(client), real });
    }
    const earlier = entryAt(telling, namespace, connection);
    return earlier?.state === state
      ? say("ipvs-connection-refreshed", { host, client })
      : say("ipvs-connection-updated", { host, client, state, counts });
  },
  "ipvs-connection-expired": ({ namespace, connection, reason }, telling) => {
    const client = entryAt(telling, namespace, connection)?.client ?? `#${connection}`;
    return say(REMOVED[reason], { host: telling.host, client });
  },
  "ipvs-connection-found": ({ namespace, connection, direction }, telling) => {
    const entry = entryAt(telling, namespace, connection);
    const real = entry === undefined ? "?" : ownerText(entry.real, telling);
    const virtual = entry?.virtual ?? "?";
    const { host } = telling;
    return direction === "in"
      ? say("ipvs-found-in", { host, real })
      : say("ipvs-found-out", { host, real, virtual });
  },
};

const REMOVED = {
  expired: "ipvs-connection-expired",
  "no-real-server": "ipvs-connection-gone",
  reused: "ipvs-connection-reused",
} as const;

function scheduledCaption(
  choice: ScheduleChoice,
  named: { readonly server: string; readonly endpoint: string },
  telling: Telling,
): Caption {
  switch (choice.kind) {
    case "next":
      return choice.after === null
        ? say("scheduled-first", named)
        : say("scheduled-next", { ...named, after: ownerText(choice.after, telling) });
    case "next-of-weight":
      return say("scheduled-weighted", { ...named, weight: choice.weight });
    case "least":
    case "idle": {
      const loads = choice.loads
        .map(
          ({ realServer, load, active, inactive, weight }) =>
            `${ownerText(realServer, telling)} = ${load} (${active}/${inactive}, ×${weight})`,
        )
        .join(", ");
      return say(choice.kind === "idle" ? "scheduled-idle" : "scheduled-least", {
        ...named,
        scheduler: choice.scheduler,
        loads,
      });
    }
    case "hash": {
      const { scheduler, of, place, size } = choice;
      return say("scheduled-hash", { ...named, scheduler, of, place, size });
    }
    case "persistent":
      return say("scheduled-persistent", named);
    case "none":
      return say("scheduled-nobody", named);
  }
}

// The entry as it was before the event, which may be its last.
function entryAt(
  { before, after }: Telling,
  namespace: NamespaceId | null,
  connection: IpvsConnectionId,
): IpvsConnectionEntry | undefined {
  if (namespace === null) return undefined;
  return before.balanced[namespace]?.[connection] ?? after.balanced[namespace]?.[connection];
}

function ownerText(end: string, { trace }: Telling): string {
  const [, host = end, port = ""] = /^\[?([^\]]*?)\]?:(\d+)$/.exec(end) ?? [];
  const address = parseAddress(host);
  return address === null ? end : partyText(trace.header, address, Number(port));
}

function withoutPort(end: string): string {
  return end.replace(/^\[?([^\]]*?)\]?:0$/, "$1");
}
