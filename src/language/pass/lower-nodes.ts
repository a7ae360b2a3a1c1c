import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { NodeDeclaration } from "../../cluster/declaration.js";
import type { Draft } from "../draft.js";
import { hasCluster } from "../host/has-cluster.js";
import { isDeviceAddress } from "../host/read-host.js";
import { reportTwice } from "../host/read-setting.js";
import { LIMIT } from "../limit.js";
import { keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readAddress, readEach, readPrefix } from "../value/address.js";
import { readChoice, readLabels, readNodeName } from "../value/name.js";
import { readWords } from "../word-reader.js";
import type { Pass } from "./pass.js";

/** Reads the `node` blocks; without any, a cluster has kind's single control plane. */
export const lowerNodes: Pass = {
  name: "lower-nodes",
  run: (draft, report) => {
    const blocks = statementsOf(draft.document.items).filter((s) => keywordOf(s) === "node");
    const over = blocks[LIMIT.nodes];
    if (over !== undefined)
      report(errorAt(over.span, "too-many", { word: "node", max: LIMIT.nodes }));
    const doubtful = new Set(draft.doubtful);
    const read = blocks
      .slice(0, LIMIT.nodes)
      .map((block) => readNode(block, doubtful, report))
      .filter((node) => node !== null);
    const isEmpty = read.length === 0 && !hasCluster(draft.document);
    const nodes = read.length > 0 || isEmpty ? read : [defaultNode(draft)];
    return { ...draft, nodes: withControlPlane(nodes), doubtful };
  },
};

interface ReadNode extends Omit<NodeDeclaration, "controlPlane"> {
  readonly controlPlane: boolean | null;
}

function readNode(block: Statement, doubtful: Set<string>, report: Report): ReadNode | null {
  const words = readWords(block, report);
  const word = words.take("NAME");
  const name = word && readNodeName(word, report);
  words.end();
  if (name === null) return null;
  let node: ReadNode = {
    name,
    controlPlane: null,
    labels: {},
    zone: null,
    addresses: [],
    podRanges: [],
  };
  let isAddressed = false;
  for (const part of partsOf(block)) {
    const values = readWords(part, report);
    switch (keywordOf(part)) {
      case "address":
        if (isDeviceAddress(part)) break;
        if (isAddressed) reportTwice(part, "address", report);
        node = { ...node, addresses: readEach(values.list("ADDRESS"), readAddress, report) };
        isAddressed = true;
        break;
      case "pods": {
        const ranges = values.list("RANGE");
        node = { ...node, podRanges: readEach(ranges, readPrefix, report) };
        if (node.podRanges.length < ranges.length) doubtful.add(`node ${name.value}`);
        break;
      }
      case "labels":
        node = {
          ...node,
          labels: { ...node.labels, ...readLabels(values.list("KEY=VALUE"), report) },
        };
        break;
      case "zone":
        node = { ...node, zone: values.take("ZONE")?.text ?? null };
        values.end();
        break;
      case "role": {
        const role = values.take("control-plane, worker");
        const chosen = role && readChoice(role, ["control-plane", "worker"], report);
        if (chosen !== null) node = { ...node, controlPlane: chosen === "control-plane" };
        values.end();
        break;
      }
    }
  }
  return node;
}

/** Nodes are control planes where they say so; else those named so, as kind names them; else the first. */
function withControlPlane(nodes: readonly ReadNode[]): readonly NodeDeclaration[] {
  const named = nodes.map(
    ({ name, controlPlane }) => controlPlane ?? /(^|-)control-plane\d*$/.test(name.value),
  );
  const first = named.includes(true) ? -1 : nodes.findIndex((node) => node.controlPlane === null);
  return nodes.map((node, index) => ({
    ...node,
    controlPlane: named[index] === true || index === first,
  }));
}

function defaultNode(draft: Draft): ReadNode {
  const span = { source: draft.document.source.name, start: 0, end: 0 };
  return {
    name: { value: "control-plane", span },
    controlPlane: true,
    labels: {},
    zone: null,
    addresses: [],
    podRanges: [],
  };
}
