import type { SourceSpan } from "../../base/source-span.js";
import type { Host } from "../host.js";

/** A Corefile as read: its server blocks in the order of the file, keys normalised, directives with their tokens. */
export interface Corefile {
  readonly source: string;
  readonly blocks: readonly ServerBlock[];
  /** Where it was read. */
  readonly host: Host;
}

/** A server block: what it serves, and its directives in the order written. */
export interface ServerBlock {
  readonly keys: readonly BlockKey[];
  readonly directives: readonly Directive[];
  readonly span: SourceSpan;
}

/** What a server block serves: one zone on one port. */
export interface BlockKey {
  readonly transport: Transport;
  /** Lower case, with its trailing dot. */
  readonly zone: string;
  readonly port: string;
}

/** The transports that a key's scheme can name. */
export type Transport = "dns" | "tls" | "quic" | "grpc" | "https" | "https3" | "unix";

/** A plugin's name in a block with all its tokens; a name that is written twice is one directive, as in CoreDNS. */
export interface Directive {
  readonly name: string;
  readonly tokens: readonly Token[];
}

/** A word of a Corefile. */
export interface Token {
  readonly text: string;
  /** Counted from 1 within the Corefile. */
  readonly line: number;
  /** The file or snippet file that the line counts in. */
  readonly file: string;
  readonly span: SourceSpan;
}

/** `dns://example.org.:53`: a key in CoreDNS's own spelling. */
export function formatKey(key: BlockKey): string {
  return `${key.transport}://${key.zone}:${key.port}`;
}

/** `dns://example.org.:53 on 127.0.0.1`: a key with the address that its block is bound to; empty for all. */
export function formatBoundKey(key: BlockKey, address: string): string {
  return address === "" ? formatKey(key) : `${formatKey(key)} on ${address}`;
}
