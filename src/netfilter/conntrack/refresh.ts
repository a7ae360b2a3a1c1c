import type { NetfilterHost } from "../netfilter-host.js";
import type { Connection } from "./connection.js";

/** The connection with a new time to be kept, and with its answer seen. */
export function refreshed(
  connection: Connection,
  direction: "original" | "reply",
  seconds: number,
  { now }: NetfilterHost,
): Connection {
  const { entry, lostRace } = connection;
  const seenReply = entry.seenReply || direction === "reply";
  const expiresAt = lostRace ? entry.expiresAt : now + seconds * 1_000_000;
  return { ...connection, entry: { ...entry, seenReply, expiresAt } };
}
