import type { Address } from "../../base/address.js";

/** What a program in a namespace is told to do with sockets; each has an answer of the same number. */
export type SocketOrder =
  /** One socket for each address, so that an answer leaves from the address that was asked. */
  | {
      readonly order: "listen-tcp";
      readonly addresses: readonly Address[];
      readonly port: number;
    }
  | {
      readonly order: "connect-tcp";
      readonly to: Address;
      readonly port: number;
      /** The port to connect from; null for any. */
      readonly localPort: number | null;
    }
  | { readonly order: "send-tcp"; readonly socket: number; readonly data: string }
  | { readonly order: "close-tcp"; readonly socket: number }
  | { readonly order: "listen-udp"; readonly addresses: readonly Address[]; readonly port: number }
  /** A connected socket, which hears what the kernel says about its datagrams. */
  | {
      readonly order: "open-udp";
      readonly to: Address;
      readonly port: number;
      readonly localPort: number | null;
    }
  | {
      readonly order: "send-udp";
      readonly socket: number;
      /** Left out for a connected socket. */
      readonly to?: { readonly address: Address; readonly port: number };
      readonly data: string;
    }
  | { readonly order: "close-udp"; readonly socket: number }
  /** Gives up every socket that was opened to somebody: nobody waits for them any more. */
  | { readonly order: "give-up" };

/** What the program says: the answer to an order, or what a socket hears; data is in base64. */
export type SocketReport =
  | { readonly news: "ready" }
  | {
      readonly news: "answer";
      readonly number: number;
      /** The name of an errno; null where it went well. */
      readonly error: string | null;
      readonly socket: number | null;
      readonly local: { readonly address: string; readonly port: number } | null;
    }
  | {
      readonly news: "accepted";
      readonly listener: number;
      readonly socket: number;
      readonly from: string;
      readonly port: number;
    }
  | {
      readonly news: "datagram";
      readonly socket: number;
      readonly from: string;
      readonly port: number;
      /** The socket of the address that it came to. */
      readonly via: number;
      readonly data: string;
    }
  | { readonly news: "data"; readonly socket: number; readonly data: string }
  | { readonly news: "closed"; readonly socket: number }
  | { readonly news: "failed"; readonly socket: number; readonly error: string };
