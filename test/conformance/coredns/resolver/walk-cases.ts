import { nameOf } from "../conformance-case.js";
import type { ConformanceCase } from "../conformance-case.js";
import type { VectorFile } from "../vector-file.js";
import { checkWalk } from "./check-walk.js";
import type { RecordedWalks } from "./check-walk.js";

/** The walks of both C libraries. */
export function walkCases(file: VectorFile): readonly ConformanceCase[] {
  const { zone, cases } = JSON.parse(file.read()) as RecordedWalks;
  return cases.flatMap((walk) =>
    walk.results.map((recorded) => ({
      name: `${nameOf(file)} ${walk.id} ${recorded.lib}`,
      check: () => checkWalk(zone, walk, recorded),
    })),
  );
}
