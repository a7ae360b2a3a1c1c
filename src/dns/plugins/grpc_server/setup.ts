import type { Dispenser } from "../../corefile/dispenser.js";
import { checkLimits } from "../../corefile/limit-option.js";
import type { Mistake } from "../../corefile/mistake.js";
import { NOTHING_ADDED } from "../../plugin.js";
import type { SetupDone } from "../../plugin.js";

/** Reads `grpc_server { … }` (coredns plugin/grpc_server/setup.go). */
export function setupGrpcServer(directive: Dispenser): SetupDone | Mistake {
  return (
    checkLimits(directive, { max_streams: "non-negative", max_connections: "non-negative" }) ??
    NOTHING_ADDED
  );
}
