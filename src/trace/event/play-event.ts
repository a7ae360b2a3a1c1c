import type { Address } from "../../base/address.js";
import type { Outcome } from "../outcome.js";
import type { Exploration } from "../exploration.js";
import type { RequestId } from "../id.js";

/** Facts of the play: what the author announced, what the programs did. */
export type PlayEvent =
  | { readonly kind: "chapter-started"; readonly chapter: number }
  | { readonly kind: "note-shown"; readonly note: number }
  | ({ readonly kind: "choices-explored" } & Exploration)
  | { readonly kind: "request-started"; readonly request: RequestId; readonly command: string }
  | {
      readonly kind: "request-ended";
      readonly request: RequestId;
      readonly outcome: Outcome;
      /** What the program printed, or the error it gave: `curl: (7) Failed to connect …`. */
      readonly output: string;
      /** The HTTP status, where there is one. */
      readonly status: number | null;
    }
  | {
      readonly kind: "socket-changed";
      readonly protocol: "tcp" | "udp" | "sctp";
      readonly local: string;
      readonly remote: string;
      /** TCP's states and SCTP's by the names of `ss`; `UNCONN` and `ESTAB` for UDP. */
      readonly state: string;
    }
  | {
      readonly kind: "timer-fired";
      readonly purpose:
        | "tcp-retransmit"
        | "tcp-give-up"
        | "sctp-retransmit"
        | "sctp-give-up"
        | "dns-timeout"
        | "connect-timeout"
        | "answer-timeout"
        | "idle-timeout";
      readonly afterMicroseconds: number;
    }
  | {
      readonly kind: "expectation-checked";
      readonly text: string;
      readonly holds: boolean;
      readonly found: string;
    }
  | {
      readonly kind: "http-handled";
      readonly method: string;
      readonly path: string;
      readonly status: number;
      readonly client: Address;
    }
  | {
      readonly kind: "endpoint-chosen";
      /** `ns/name:port`, as kube-proxy writes it. */
      readonly service: string;
      readonly client: Address;
      /** `10.244.1.3:80`; null where there is none. */
      readonly endpoint: string | null;
      /** Its place in the round, from 1, and how many endpoints there are; 0 where there is none. */
      readonly place: number;
      readonly of: number;
      /** Whether the client had it before (session affinity). */
      readonly kept: boolean;
    };
