import { warningAt } from "../../base/diagnostic.js";
import type { Diagnostic } from "../../base/diagnostic.js";
import { plainText } from "../../base/inner-text.js";
import type { SourceSpan } from "../../base/source-span.js";
import { filledCorefile, NODE_LOCAL_COREFILE } from "../../cluster/node-local-corefile.js";
import { nodeLocalListening } from "../../cluster/node-local-dns.js";
import type { Scenario } from "../../cluster/scenario.js";
import type { Corefile } from "../../dns/corefile/corefile.js";
import { readNodeLocalCorefile } from "../../dns/node-local.js";
import { findLoop } from "../../dns/plugins/loop/probe.js";
import type { FoundLoop, OwnPort } from "../../dns/plugins/loop/probe.js";
import { runsDnsProgram } from "./dns-program.js";
import { dnsWorldOf } from "./dns-servers.js";

/** What became of node-local-dns when its pods started. */
export interface StartedNodeLocal {
  readonly corefile: Corefile;
  readonly runs: boolean;
  /** Why it does not run, beyond the mistakes that reading the Corefile gives. */
  readonly diagnostics: readonly Diagnostic[];
  /** The loop that ends it each time that it starts; null for none. */
  readonly loop: FoundLoop | null;
}

/** Lets node-local-dns read its Corefile and look for a loop; null where no pod runs it. `place` is where the Corefile stands in the scenario's text, null for the add-on's own. */
export function startNodeLocal(
  scenario: Scenario,
  place: SourceSpan | null,
): StartedNodeLocal | null {
  const { cluster } = scenario;
  const pod = cluster.pods.find((one) => runsDnsProgram(one, "node-local-dns"));
  if (pod === undefined) return null;
  const template = plainText("Corefile", cluster.nodeLocalCorefile ?? NODE_LOCAL_COREFILE);
  const source = { name: "Corefile", text: filledCorefile(template, cluster).text };
  const { corefile, diagnostics } = readNodeLocalCorefile(source);
  if (diagnostics.some(({ severity }) => severity === "error"))
    return { corefile, runs: false, diagnostics: [], loop: null };
  const own = nodeLocalListening(cluster);
  const ownPort: OwnPort = ({ address, port }) => (own.includes(address) ? port : null);
  const loop = findLoop(corefile, dnsWorldOf(scenario, pod), ownPort);
  if (loop === null) return { corefile, runs: true, diagnostics: [], loop };
  const { zone, port, upstream } = loop;
  const span = place ?? { source: "Corefile", start: 0, end: 0 };
  const found = warningAt(span, "corefile-loop", { zone, port, upstream });
  return { corefile, runs: false, diagnostics: [found], loop };
}
