import { address } from "../../../src/base/address.js";
import { packetFates } from "../../../src/index.js";
import type { FateHost, FirstPacket, PacketFate } from "../../../src/index.js";
import { entranceOf } from "./recorded-topology.js";

/** The recorded packets of a case. */
export interface Flows {
  /** The addresses of the node. */
  readonly localIPs: readonly string[];
  readonly flows: readonly Flow[];
}

interface Flow {
  readonly name: string;
  readonly sourceIP: string;
  readonly protocol: string;
  readonly destIP: string;
  readonly destPort: number;
  /** The result of the tracer in kube-proxy's tests, for all endpoints and for each. */
  readonly output?: string;
  readonly masquerade?: boolean;
  readonly results?: readonly FlowResult[] | null;
  /** Where it came in on a real kernel. */
  readonly enters?: string;
  /** What the real kernel did. */
  readonly kernel?: readonly FlowResult[];
}

interface FlowResult {
  /** `10.244.0.11:8080`, `REJECT`, `DROP`; empty where it went its way unchanged. */
  readonly destination: string;
  readonly masquerade: boolean;
  readonly sourceIP?: string;
}

/** Sends every recorded packet through a host's rules. */
export function flowDifferences(
  { flows }: Flows,
  host: FateHost,
  { hasAffinity }: { readonly hasAffinity: boolean },
): readonly string[] {
  if (flows.length === 0) return ["there are no flows"];
  return flows.flatMap((flow) => {
    const found = packetFates(host, firstPacketOf(flow, host));
    const wrong =
      flow.kernel !== undefined && flow.kernel.length > 0
        ? againstKernel(found, flow, { kernel: flow.kernel, hasAffinity })
        : againstTracer(found, flow);
    if (wrong === null) return [];
    return [`${flow.name}: ${found.map((fate) => fateText(fate)).join(", ")}; expected ${wrong}`];
  });
}

function firstPacketOf(flow: Flow, host: FateHost): FirstPacket {
  const protocol = flow.protocol.toLowerCase();
  if (protocol !== "tcp" && protocol !== "udp" && protocol !== "sctp")
    throw new Error(`the protocol ${flow.protocol}`);
  const source = address(flow.sourceIP);
  return {
    source,
    destination: address(flow.destIP),
    protocol,
    port: flow.destPort,
    input: entranceOf(flow.enters ?? null, source, host.devices),
  };
}

// What was expected instead; null where it agrees.
function againstKernel(
  found: readonly PacketFate[],
  { results, sourceIP }: Flow,
  {
    kernel,
    hasAffinity,
  }: { readonly kernel: readonly FlowResult[]; readonly hasAffinity: boolean },
): string | null {
  const ours = new Set(found.map(fateText));
  const theirs = new Set(
    kernel.filter((each) => !isUnseenMasquerade(each, kernel, sourceIP)).map(resultText),
  );
  if (isSame(ours, theirs)) return null;
  // A client with session affinity stuck to one endpoint; the tracer tells which others it could have had.
  const sticks = hasAffinity && [...theirs].every((each) => ours.has(each));
  const possible = new Set((results ?? []).map(({ destination }) => destination));
  if (sticks && isSame(new Set(found.map(destinationText)), possible)) return null;
  return [...theirs].join(", ");
}

// Masqueraded to the address that it had, a packet shows it by its port alone, and chance may draw the same one.
function isUnseenMasquerade(
  { destination, masquerade }: FlowResult,
  kernel: readonly FlowResult[],
  source: string,
): boolean {
  return (
    !masquerade &&
    kernel.some(
      (other) => other.masquerade && other.destination === destination && other.sourceIP === source,
    )
  );
}

// The tracer knows no routes: it follows the mark to masquerade even where the packet stays on the node, and asks every
// chain of filter (facts 2.3 and 2.5).
function againstTracer(
  found: readonly PacketFate[],
  { output = "", masquerade = false, results }: Flow,
): string | null {
  const expected =
    results !== undefined && results !== null && results.length > 0
      ? results
      : output.split(", ").map((destination) => ({ destination, masquerade }));
  const ours = new Set(
    found.map((fate) => `${destinationText(fate)} ${isMarkedOrMasqueraded(fate)}`),
  );
  const theirs = new Set(
    expected.map(
      (each) => `${each.destination === "ACCEPT" ? "" : each.destination} ${each.masquerade}`,
    ),
  );
  return isSame(ours, theirs) ? null : [...theirs].join(", ");
}

function isMarkedOrMasqueraded({ isMasqueraded, mark, output, verdict }: PacketFate): boolean {
  return verdict === "accept" && (isMasqueraded || (output === "lo" && mark !== 0));
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

function fateText(fate: PacketFate): string {
  const from = fate.isMasqueraded && fate.verdict === "accept" ? `from ${fate.source}` : "";
  return `${destinationText(fate)} ${from}`.trim();
}

function resultText({ destination, masquerade, sourceIP }: FlowResult): string {
  return `${destination} ${masquerade ? `from ${sourceIP ?? ""}` : ""}`.trim();
}

function destinationText({
  verdict,
  isTranslated,
  destination,
  destinationPort,
}: PacketFate): string {
  if (verdict !== "accept") return verdict.toUpperCase();
  if (!isTranslated) return "";
  return `${destination.includes(":") ? `[${destination}]` : destination}:${destinationPort}`;
}
