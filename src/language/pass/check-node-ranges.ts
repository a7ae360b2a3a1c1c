import { errorAt } from "../../base/diagnostic.js";
import { contains, formatPrefix, overlaps } from "../../base/prefix.js";
import type { Prefix } from "../../base/prefix.js";
import type { Pass } from "./pass.js";

/** Reports pod ranges of nodes that lie outside the cluster's or share addresses with another node's, and leaves them out. */
export const checkNodeRanges: Pass = {
  name: "check-node-ranges",
  run: (draft, report) => {
    const { podRanges } = draft.settings;
    const doubtful = new Set(draft.doubtful);
    const taken: { range: Prefix; node: string }[] = [];
    const nodes = draft.nodes.map((node) => {
      const own: Prefix[] = [];
      const right = node.podRanges.filter(({ value, span }) => {
        const range = formatPrefix(value);
        const home = podRanges.find((r) => r.length <= value.length && contains(r, value.base));
        const other = taken.find((known) => overlaps(known.range, value));
        if (own.some((known) => known.family === value.family)) {
          report(errorAt(span, "duplicate-family", { family: value.family }));
        } else if (home === undefined && !draft.doubtful.has("pods")) {
          const ranges = podRanges.map(formatPrefix);
          report(errorAt(span, "range-outside", { range, ranges, owner: "pods" }));
        } else if (other !== undefined) {
          const parameters = { range, other: formatPrefix(other.range), owner: other.node };
          report(errorAt(span, "range-overlap", parameters));
        } else {
          own.push(value);
          taken.push({ range: value, node: node.name.value });
          return true;
        }
        doubtful.add(`node ${node.name.value}`);
        return false;
      });
      return { ...node, podRanges: right };
    });
    return { ...draft, nodes, doubtful };
  },
};
