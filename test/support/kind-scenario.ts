import assert from "node:assert/strict";
import { simulate } from "../../src/simulation/simulate.js";
import type { SimulationOptions } from "../../src/simulation/simulate.js";
import type { Diagnostic } from "../../src/base/diagnostic.js";
import type { Trace } from "../../src/trace/trace.js";
import { loadText } from "./load-text.js";

/** A kind cluster with one backend on each worker and a client beside the first. */
export const KIND_CLUSTER = `
title "test"

node control-plane { address 172.18.0.4 }
node worker { address 172.18.0.2  pods 10.244.1.0/24 }
node worker2 { address 172.18.0.3  pods 10.244.2.0/24 }

deployment example {
  replicas  2
  on        worker, worker2
  labels    app=example
  serves    80/tcp http 200 "hello"
  addresses 10.244.1.3, 10.244.2.3
}

pod client on worker

service example {
  type       ClusterIP
  select     app=example
  cluster-ip 10.96.1.64
  port       80
}
`;

/** What came of playing lines in the cluster; `more` are further objects. */
export function playLines(
  lines: string,
  options: { readonly seed?: number; readonly more?: string } & SimulationOptions = {},
): { readonly trace: Trace; readonly diagnostics: readonly Diagnostic[] } {
  const { seed = 1, more = "", ...rest } = options;
  const text = `hopwise 1\n${KIND_CLUSTER}${more}\nplay {\n${lines}\n}\n`;
  const { scenario, diagnostics } = loadText(text);
  // A warning may be what a test is about: a Service without endpoints.
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  assert.ok(scenario);
  return simulate({ ...scenario, seed }, rest);
}

/** How the last request of a trace ended. */
export function lastOutcome({ events }: Trace): {
  readonly outcome: string;
  readonly output: string;
} {
  const end = events.findLast((event) => event.kind === "request-ended");
  assert.ok(end);
  return { outcome: end.outcome, output: end.output };
}
