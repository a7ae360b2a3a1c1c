import type { RequestCost } from "../../trace/request-cost.js";
import type { Trace } from "../../trace/trace.js";

/** A mode with what it came to. */
export interface Column {
  readonly mode: string;
  readonly trace: Trace;
  readonly costs: readonly RequestCost[];
}
