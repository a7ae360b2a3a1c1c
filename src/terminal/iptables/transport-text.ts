// The flags of a TCP segment by their bits, in the order of the header's byte.
const FLAGS: Readonly<Record<string, number>> = {
  FIN: 0x01,
  SYN: 0x02,
  RST: 0x04,
  PSH: 0x08,
  ACK: 0x10,
  URG: 0x20,
  NONE: 0,
  ALL: 0x3f,
};

/** `FIN,SYN,RST,ACK SYN` as `0x17/0x02`, or by names. */
export function flagsText([mask = "", set = ""]: readonly string[], numeric: boolean): string {
  if (!numeric) return `${mask}/${set}`;
  return [mask, set]
    .map((names) => {
      const bits = names.split(",").reduce((sum, name) => sum | (FLAGS[name] ?? 0), 0);
      return `0x${bits.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("/");
}

// RFC 9260 3.2 and its extensions.
const CHUNKS: Readonly<Record<string, number>> = {
  DATA: 0,
  INIT: 1,
  INIT_ACK: 2,
  SACK: 3,
  HEARTBEAT: 4,
  HEARTBEAT_ACK: 5,
  ABORT: 6,
  SHUTDOWN: 7,
  SHUTDOWN_ACK: 8,
  ERROR: 9,
  COOKIE_ECHO: 10,
  COOKIE_ACK: 11,
  ECN_ECNE: 12,
  ECN_CWR: 13,
  SHUTDOWN_COMPLETE: 14,
  I_DATA: 64,
  RE_CONFIG: 130,
  PAD: 132,
  ASCONF_ACK: 128,
  FORWARD_TSN: 192,
  ASCONF: 193,
  I_FORWARD_TSN: 194,
};

/** `any DATA:UBE,INIT` of SCTP's chunks, as `any 0x0000:UBE,0x0001` or by names. */
export function chunkText([which = "", list = ""]: readonly string[], numeric: boolean): string {
  if (!numeric || list === "ALL" || list === "NONE") return `${which} ${list}`;
  const chunks = list.split(",").map((chunk) => {
    const [name = "", flags] = chunk.split(":");
    const number = `0x${(CHUNKS[name] ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
    return flags === undefined ? number : `${number}:${flags}`;
  });
  return `${which} ${chunks.join(",")}`;
}
