import { address } from "../../base/address.js";
import { utf8Bytes } from "../../packet/payload-bytes.js";
import type {
  AcceptStream,
  Accepted,
  Arrived,
  CloseStream,
  ConnectStream,
  Connected,
  ListenStream,
  ReceiveStream,
  ReceiveStreamFor,
  SendStream,
} from "../../simulation/effect.js";
import { errnoOf } from "./real-errno.js";
import type { RealHost } from "./real-host.js";

/** Waits for connections. */
export async function listenTcp(host: RealHost, need: ListenStream): Promise<number> {
  const addresses = need.address == null ? host.addresses : [need.address];
  const { port } = need;
  const answer = await host.sockets.order({ order: "listen-tcp", addresses, port });
  return answer.socket ?? -1;
}

/** Takes the next connection. */
export async function acceptTcp(host: RealHost, need: AcceptStream): Promise<Accepted> {
  const inbox = host.inbox(need.socket);
  for (;;) {
    const news = await inbox.take(null);
    if (news === "timeout" || news.news !== "accepted") continue;
    const { socket, from, port } = news;
    return { socket, from: address(from), port };
  }
}

/** Connects, from the port that the simulation had. */
export async function connectTcp(host: RealHost, need: ConnectStream): Promise<Connected> {
  const { to, port } = need;
  const localPort = host.ports.tcp.shift() ?? null;
  const answer = await host.sockets.order({ order: "connect-tcp", to, port, localPort });
  const { error, socket, local } = answer;
  if (error !== null || socket === null || local === null)
    return { kind: "failed", errno: errnoOf(error ?? "") };
  const own = { address: address(local.address), port: local.port };
  return { kind: "connected", socket, local: own };
}

/** Sends a text. */
export async function sendTcp(host: RealHost, { socket, text }: SendStream): Promise<true> {
  const data = Buffer.from(utf8Bytes(text)).toString("base64");
  await host.sockets.order({ order: "send-tcp", socket, data });
  return true;
}

/** Waits for what the peer sends; for ever where the need says no time. */
export async function receiveTcp(
  host: RealHost,
  need: ReceiveStream | ReceiveStreamFor,
): Promise<Arrived | { readonly kind: "timeout" }> {
  const limit = need.kind === "receive-stream" ? null : need.timeoutMicroseconds / 1000;
  const inbox = host.inbox(need.socket);
  for (;;) {
    const news = await inbox.take(limit);
    if (news === "timeout") return { kind: "timeout" };
    switch (news.news) {
      case "data":
        return { kind: "text", text: Buffer.from(news.data, "base64").toString("utf8") };
      case "closed":
        return { kind: "closed" };
      case "failed":
        return { kind: "failed", errno: errnoOf(news.error) };
      case "accepted":
      case "datagram":
    }
  }
}

/** Closes a connection's own direction. */
export async function closeTcp(host: RealHost, { socket }: CloseStream): Promise<true> {
  await host.sockets.order({ order: "close-tcp", socket });
  return true;
}
