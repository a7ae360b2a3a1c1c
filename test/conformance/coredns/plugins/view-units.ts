import { filterBy } from "../../../../src/dns/plugins/view/filter.js";
import { compileExpression } from "../../../../src/dns/expression/expression.js";
import { QUERY_FUNCTION_TYPES } from "../../../../src/dns/query-functions.js";
import { address } from "../../../../src/base/address.js";
import { createQuery } from "../../../../src/packet/dns-reply.js";
import { queryId } from "../../../../src/trace/id.js";
import { differences, Unsupported } from "../conformance-case.js";
import type { TableCheck } from "../conformance-case.js";

/** The tables of `plugins/unit/view.json`. */
export const VIEW_UNITS: Readonly<Record<string, TableCheck>> = {
  TestFilter_ErrorPaths: checkFilter,
};

interface FilterCase {
  readonly expr: string;
  readonly expected: boolean;
}

// What the test of CoreDNS asks (coredns plugin/view/view_test.go).
function checkFilter({ expr, expected }: FilterCase): readonly string[] {
  const compiled = compileExpression(expr, QUERY_FUNCTION_TYPES);
  if (compiled.kind === "unsupported") throw new Unsupported(compiled.text);
  if (compiled.kind === "wrong") return [compiled.text];
  const message = createQuery(1, { name: "example.com.", type: "A", class: "IN" });
  const request = {
    query: queryId(0),
    message,
    client: address("10.240.0.1"),
    transport: "udp",
  } as const;
  const passes = filterBy([compiled], { localAddresses: [] })(request);
  return differences("passes", passes, expected);
}
