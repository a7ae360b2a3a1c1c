import type { Address } from "../../base/address.js";
import type { Namespace } from "../../network/namespace.js";
import { createMailbox } from "../socket/mailbox.js";
import type { Mailbox } from "../socket/mailbox.js";
import type { SocketReport } from "../socket/message.js";
import { openSockets } from "../socket/real-sockets.js";
import type { RealSockets, SocketNews } from "../socket/real-sockets.js";

/** A namespace of the kernel where programs run. */
export interface RealHost {
  readonly netns: string;
  readonly sockets: RealSockets;
  /** Every address of the namespace, where a server listens that asks for all. */
  readonly addresses: readonly Address[];
  /** What a socket hears. */
  readonly inbox: (socket: number) => Mailbox<SocketNews>;
  /** The ports that the next sockets of a client shall have, by protocol; the kernel chooses where there is none. */
  readonly ports: Record<"tcp" | "udp", number[]>;
  /** The socket that a server answers a peer by: the one of the address that was asked. */
  readonly answerBy: Map<string, number>;
}

/** Starts what runs programs in a namespace. */
export async function startHost(netns: string, { devices }: Namespace): Promise<RealHost> {
  const sockets = await openSockets(netns);
  const inboxes = new Map<number, Mailbox<SocketNews>>();
  const inbox = (socket: number): Mailbox<SocketNews> => {
    const known = inboxes.get(socket) ?? createMailbox<SocketNews>();
    inboxes.set(socket, known);
    return known;
  };
  sockets.listen((news) => {
    inbox(ownerOf(news)).put(news);
  });
  const owned = devices.flatMap(({ addresses }) => addresses.map(({ address }) => address));
  return {
    netns,
    sockets,
    addresses: [...new Set(owned)],
    inbox,
    ports: { tcp: [], udp: [] },
    answerBy: new Map(),
  };
}

function ownerOf(news: Exclude<SocketReport, { readonly news: "answer" | "ready" }>): number {
  return news.news === "accepted" ? news.listener : news.socket;
}
