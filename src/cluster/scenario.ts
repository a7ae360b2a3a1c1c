import type { Address } from "../base/address.js";
import type { LocalizedText } from "../base/localized-text.js";
import type { SourceSpan } from "../base/source-span.js";
import type { ResourceRecord } from "../packet/dns-message.js";
import type { Cluster } from "./cluster.js";

/** A checked scenario: the cluster at the start, and what is played. */
export interface Scenario {
  readonly title: LocalizedText;
  readonly seed: number;
  readonly cluster: Cluster;
  /** Resolvers outside the cluster and the records that they answer with. */
  readonly upstreams: readonly Upstream[];
  readonly play: readonly PlayItem[];
}

/** A DNS server outside the cluster, which the nodes' own resolv.conf names. */
export interface Upstream {
  readonly address: Address;
  readonly records: readonly ResourceRecord[];
}

/** One line of the play, in order; each request ends before the next item begins. */
export type PlayItem =
  | { readonly kind: "chapter"; readonly title: LocalizedText; readonly span: SourceSpan }
  | { readonly kind: "note"; readonly text: LocalizedText; readonly span: SourceSpan }
  /** A question to the reader, before what answers it is shown. */
  | { readonly kind: "ask"; readonly text: LocalizedText; readonly span: SourceSpan }
  | { readonly kind: "wait"; readonly microseconds: number; readonly span: SourceSpan }
  | {
      readonly kind: "request";
      /** The key (`default/client`) of the pod that makes it. */
      readonly pod: string;
      readonly command: Command;
      readonly span: SourceSpan;
    }
  | { readonly kind: "expect"; readonly expectation: Expectation; readonly span: SourceSpan };

/** A program that a client runs. */
export type Command =
  | {
      readonly kind: "curl";
      /** As written: `http://example`. */
      readonly url: string;
      readonly host: string;
      readonly port: number;
      readonly path: string;
    }
  | {
      readonly kind: "dig";
      readonly name: string;
      readonly type: string;
      readonly server: Address | null;
    };

/** What the last request must have come to; one that does not hold fails the scenario. */
export type Expectation =
  | {
      readonly kind: "status";
      readonly status: number;
      /** Keys of the pods that may have answered; null for any. */
      readonly pods: readonly string[] | null;
    }
  | {
      readonly kind: "outcome";
      readonly outcome: "refused" | "timed out" | "nxdomain" | "unreachable" | "reset";
    }
  | { readonly kind: "source"; readonly address: Address; readonly pod: string };
