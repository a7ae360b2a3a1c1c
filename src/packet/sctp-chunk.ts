/** A chunk of an SCTP packet (RFC 9260 3.3); transmission sequence numbers count from 1 at the start of each association. */
export type SctpChunk =
  | {
      readonly type: "INIT" | "INIT_ACK";
      /** The verification tag that its sender wants to be addressed with. */
      readonly tag: number;
    }
  /** A whole message, so that both of its flags B and E are set. */
  | { readonly type: "DATA"; readonly sequence: number }
  /** Everything up to this sequence number has come. */
  | { readonly type: "SACK" | "SHUTDOWN"; readonly acknowledgement: number }
  | {
      readonly type: "ABORT" | "SHUTDOWN_COMPLETE";
      /** Whether the tag is the one of the packet that it answers (the flag T): its sender knows no other. */
      readonly reflected: boolean;
    }
  | {
      readonly type:
        "COOKIE_ECHO" | "COOKIE_ACK" | "SHUTDOWN_ACK" | "HEARTBEAT" | "HEARTBEAT_ACK" | "ERROR";
    };

/** What a chunk can be, by the names of iptables' `--chunk-types`. */
export type SctpChunkType = SctpChunk["type"];

/** The flags of a chunk that are set, by their letters: `BE` of DATA, `T` of a reflected ABORT. */
export function chunkFlags(chunk: SctpChunk): string {
  if (chunk.type === "DATA") return "BE";
  const isReflected =
    (chunk.type === "ABORT" || chunk.type === "SHUTDOWN_COMPLETE") && chunk.reflected;
  return isReflected ? "T" : "";
}

/** `INIT`, `INIT ACK`: a chunk as RFC 9260 and tcpdump name it. */
export function chunkName(type: SctpChunkType): string {
  return type.replaceAll("_", " ");
}

/** Whether a packet has a chunk of this type. */
export function hasChunk(chunks: readonly SctpChunk[], type: SctpChunkType): boolean {
  return chunks.some((chunk) => chunk.type === type);
}

/** The bytes of a chunk, without the data of DATA and padded to four (RFC 9260 3.2). */
export function chunkLength(chunk: SctpChunk): number {
  return LENGTHS[chunk.type];
}

// linux net/sctp/sm_make_chunk.c: sctp_make_init for a socket of IPv4 with one address and the defaults of
// net.sctp: supported addresses (8), ECN (4) and forward TSN (4). The cookie's length is nominal.
const INIT = 20 + 16;
const COOKIE = 260;

const LENGTHS: Readonly<Record<SctpChunkType, number>> = {
  INIT,
  INIT_ACK: INIT + 4 + COOKIE,
  DATA: 16,
  SACK: 16,
  SHUTDOWN: 8,
  ABORT: 4,
  SHUTDOWN_COMPLETE: 4,
  COOKIE_ECHO: 4 + COOKIE,
  COOKIE_ACK: 4,
  SHUTDOWN_ACK: 4,
  HEARTBEAT: 60,
  HEARTBEAT_ACK: 60,
  ERROR: 8,
};
