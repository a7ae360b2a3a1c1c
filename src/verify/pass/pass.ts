/** What one packet did in one namespace, from where it came in or was made to where it left or ended. */
export interface Pass {
  /** `SYN`, `DATA`, `UDP`, `ICMP 8/0`: the same before and after every translation. */
  readonly kind: string;
  /** Its addresses where it began. */
  readonly from: string;
  /** Every hook and table, in order, with the addresses there: `PREROUTING nat PREROUTING A>B [CHAIN 1 jump X] accept`. */
  readonly points: readonly string[];
}

/** A packet at a device: `in eth0 SYN 10.0.0.1:40001>10.0.0.2:80 ttl 64`. */
export type Capture = string;

/** What was seen in one namespace. */
export interface Seen {
  readonly passes: readonly Pass[];
  readonly captures: readonly Capture[];
}

/** The two ends of a packet, as far as its protocol has ports. */
export interface Ends {
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
}

/** `10.0.0.1:40001>10.0.0.2:80`; an IPv6 address stands in brackets before its port. */
export function endsText({ source, destination, sourcePort, destinationPort }: Ends): string {
  return `${endText(source, sourcePort)}>${endText(destination, destinationPort)}`;
}

function endText(address: string, port: number | null): string {
  if (port === null) return address;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The flags of a TCP segment as one word; data without other flags is `DATA`. */
export function segmentKind(flags: ReadonlySet<string>, hasData: boolean): string {
  if (flags.has("RST")) return "RST";
  if (flags.has("SYN")) return flags.has("ACK") ? "SYN-ACK" : "SYN";
  if (flags.has("FIN")) return "FIN";
  return hasData ? "DATA" : "ACK";
}

/** One table's walk: `PREROUTING nat PREROUTING A>B [CHAIN 1 jump X; X 2 accept] accept`. */
export function tableText(head: string, steps: readonly string[], end: string): string {
  return `${head} [${steps.join("; ")}] ${end}`;
}

/**
 * How many bare acknowledgements there are depends on timing: only the one that ends a handshake counts, the first from
 * the end that sent the SYN.
 */
export function withoutLaterAcks(passes: readonly Pass[]): readonly Pass[] {
  const opened = new Set(passes.filter(({ kind }) => kind === "SYN").map(({ from }) => from));
  return passes.filter(({ kind, from }) => kind !== "ACK" || opened.delete(from));
}
