import type { Address } from "../base/address.js";
import type { LocalizedText } from "../base/localized-text.js";
import type { SourceSpan } from "../base/source-span.js";
import type { RecordType, ResourceRecord } from "../packet/dns-message.js";
import type { Actor } from "./actor.js";
import type { Change } from "./change.js";
import type { Cluster } from "./cluster.js";
import type { DigOptions, DnsClientOptions } from "./dns-client.js";
import type { ProxyModeName } from "./proxy-settings.js";
import type { Topology } from "./topology/topology.js";

/** A checked scenario: the cluster at the start, and what is played. */
export interface Scenario {
  readonly title: LocalizedText;
  readonly seed: number;
  readonly cluster: Cluster;
  /** Linux hosts, cables and containers beside the cluster. */
  readonly topology: Topology;
  /** Resolvers outside the cluster and the records that they answer with. */
  readonly upstreams: readonly Upstream[];
  /** Files of hosts and nodes that the author wrote; absent where there are none. */
  readonly files?: HostFiles;
  readonly play: readonly PlayItem[];
  /** The modes of kube-proxy to be compared, in the order to show them; absent where none are. */
  readonly compare?: readonly ProxyModeName[];
}

/** What the author wrote into the files of hosts and nodes that names are looked up by. */
export interface HostFiles {
  readonly resolvConf: WrittenFile;
  readonly hosts: WrittenFile;
}

/** A file of hosts and nodes: its text everywhere, and where it is another one. */
export interface WrittenFile {
  /** Null where nothing was said. */
  readonly everywhere: string | null;
  /** By the name of the host or node. */
  readonly byHost: ReadonlyMap<string, string>;
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
      readonly client: Actor;
      readonly command: Command;
      /** How often it is made, one after the other; from 1. */
      readonly times: number;
      /** Whether everything that chance could make of it is told first; not, unless said. */
      readonly isExplored?: boolean;
      readonly span: SourceSpan;
    }
  /** Where the next request goes, in place of what chance would say. */
  | { readonly kind: "pick"; readonly endpoint: Pick; readonly span: SourceSpan }
  | { readonly kind: "change"; readonly change: Change; readonly span: SourceSpan }
  | { readonly kind: "expect"; readonly expectation: Expectation; readonly span: SourceSpan };

/** An endpoint: by its number in the order of the rules, from 1, or by its place; without a port, the first at its address. */
export type Pick =
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "place"; readonly address: Address; readonly port: number | null };

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
      readonly class: "IN" | "CH";
      readonly options: DigOptions;
    }
  | {
      readonly kind: "nslookup";
      /** A name, or an address whose name is asked for. */
      readonly name: string;
      /** Null for addresses of both families. */
      readonly type: RecordType | null;
      readonly options: DnsClientOptions;
    }
  | {
      readonly kind: "ping";
      /** A name or an address. */
      readonly host: string;
      /** How many echo requests, one after the other. */
      readonly count: number;
      /** Bytes of data in each. */
      readonly size: number;
      readonly ttl: number | null;
    }
  /** Opens a TCP connection or an SCTP association, says what it has to say, hears the answer, closes. */
  | {
      readonly kind: "connect";
      readonly protocol: "tcp" | "sctp";
      readonly host: string;
      readonly port: number;
      /** The name that the connection stays open under, for later lines; null where it is closed at once. */
      readonly keptAs: string | null;
    }
  /** Says something more over a connection that was kept open, and hears the answer. */
  | { readonly kind: "say"; readonly connection: string; readonly text: string }
  /** Prints a file that names are looked up with. */
  | { readonly kind: "cat"; readonly file: "/etc/resolv.conf" | "/etc/hosts" }
  /** Closes a connection that was kept open. */
  | { readonly kind: "close"; readonly connection: string }
  /** Sends one UDP datagram and waits for an answer. */
  | {
      readonly kind: "send";
      readonly host: string;
      readonly port: number;
      readonly size: number;
      /** The port that it is sent from; null for one that the kernel picks. */
      readonly sourcePort: number | null;
    };

/** What the last request must have come to; one that does not hold fails the scenario. */
export type Expectation =
  | {
      readonly kind: "status";
      readonly status: number;
      /** Who may have answered; null for anybody. */
      readonly from: readonly Actor[] | null;
    }
  /** Any answer: an HTTP response, an echo reply, a connection, a datagram. */
  | { readonly kind: "answered"; readonly from: readonly Actor[] | null }
  | {
      readonly kind: "outcome";
      readonly outcome:
        | "refused"
        | "timed out"
        | "nxdomain"
        | "no data"
        | "server failure"
        | "unreachable"
        | "reset"
        | "cannot know";
    }
  /** The answer's records have these values, in any order, each as dig prints it: `10.96.0.10`, `www.example.com.`. */
  | { readonly kind: "answer"; readonly data: readonly string[] }
  | { readonly kind: "source"; readonly address: Address; readonly at: Actor }
  | RuleExpectation;

/** Whether a rule stands in the rules of one namespace when the play comes to this line, or does not. */
export interface RuleExpectation {
  readonly kind: "rule";
  readonly on: Actor;
  readonly table: string;
  readonly chain: string;
  /** A part of the rule as iptables-save or `nft list` prints it; empty for any rule of the chain. */
  readonly text: string;
  readonly stands: boolean;
}
