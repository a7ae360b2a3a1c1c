import { errorAt } from "../../base/diagnostic.js";
import type { Said, ServiceDeclaration } from "../../cluster/declaration.js";
import { LIMIT } from "../limit.js";
import { readCopies } from "../service/copies.js";
import { readEndpoints } from "../service/read-endpoints.js";
import { readService } from "../service/read-service.js";
import { readSlice } from "../service/read-slice.js";
import { keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import type { Pass } from "./pass.js";

/** Reads the `service`, `endpoint-slice` and `endpoints` blocks. */
export const lowerServices: Pass = {
  name: "lower-services",
  run: (draft, report) => {
    const tooMany = { word: "service", max: LIMIT.services };
    const statements = statementsOf(draft.document.items);
    const some = <T>(word: string, take: (block: Statement) => T | null): T[] => {
      const blocks = statements.filter((statement) => keywordOf(statement) === word);
      const over = blocks[LIMIT.services];
      if (over !== undefined) report(errorAt(over.span, "too-many", { word, max: LIMIT.services }));
      return blocks
        .slice(0, LIMIT.services)
        .map(take)
        .filter((found) => found !== null);
    };
    const doubtful = new Set(draft.doubtful);
    const copies = new Map<Said<string>, number>();
    let total = 0;
    const read = (block: Statement): ServiceDeclaration | null => {
      const service = readService(block, report);
      const wanted = service && readCopies(block, service, report);
      const left = LIMIT.services - total;
      total += wanted ?? 1;
      if (service !== null && wanted !== null) {
        copies.set(service.name, Math.max(0, Math.min(wanted, left)));
        if (wanted > left) report(errorAt(block.span, "too-many", tooMany));
      }
      // Where a selector was said and wrong, its mistake is told already.
      if (service !== null && partsOf(block).some((part) => keywordOf(part) === "select"))
        doubtful.add(`selector of ${service.namespace}/${service.name.value}`);
      return service;
    };
    return {
      ...draft,
      doubtful,
      services: some("service", read),
      copies,
      endpointSlices: [
        ...some("endpoint-slice", (block) => readSlice(block, report)),
        ...some("endpoints", (block) => readEndpoints(block, report)).flat(),
      ],
    };
  },
};
