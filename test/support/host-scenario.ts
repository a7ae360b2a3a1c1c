import assert from "node:assert/strict";
import type { Diagnostic } from "../../src/base/diagnostic.js";
import { simulate } from "../../src/simulation/simulate.js";
import type { SimulationOptions } from "../../src/simulation/simulate.js";
import type { Trace } from "../../src/trace/trace.js";
import { loadText } from "./load-text.js";

/** Two hosts and a router between them; the way to the second one is narrower. */
export const THREE_HOSTS = `
host left {
  address eth0 10.1.0.2/24
  route default via 10.1.0.1
}

host router {
  address eth0 10.1.0.1/24
  mtu eth1 1400
  address eth1 10.2.0.1/24
  sysctl net.ipv4.ip_forward 1
}

host right {
  mtu eth0 1400
  address eth0 10.2.0.2/24
  route default via 10.2.0.1
  serves 80/tcp http 200 "hello"
  serves 7/tcp echo
  serves 7/udp echo
  serves 9/udp silent
}

link left.eth0 router.eth0
link router.eth1 right.eth0
`;

/** A played scenario, and the text that it was made of. */
export interface PlayedHosts {
  readonly text: string;
  readonly trace: Trace;
  readonly diagnostics: readonly Diagnostic[];
}

/** What came of playing lines with these hosts, `hosts` in place of the three. */
export function playHosts(
  lines: string,
  { hosts = THREE_HOSTS, ...options }: SimulationOptions & { readonly hosts?: string } = {},
): PlayedHosts {
  const text = `hopwise 1\n${hosts}\nplay {\n${lines}\n}\n`;
  const { scenario, diagnostics } = loadText(text);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  assert.ok(scenario);
  return { text, ...simulate(scenario, options) };
}

/** How each request of a trace ended: its output, and what that counts as. */
export function endsOf({ events }: Trace): readonly { outcome: string; output: string }[] {
  return events.flatMap((event) =>
    event.kind === "request-ended" ? [{ outcome: event.outcome, output: event.output }] : [],
  );
}

/** How one request ended. */
export function playOne(line: string, before = ""): { outcome: string; output: string } {
  const { trace, diagnostics } = playHosts(`${before}\n${line}`);
  assert.deepEqual(diagnostics, []);
  const end = endsOf(trace).at(-1);
  assert.ok(end);
  return end;
}
