import { compileProxy } from "../../kubeproxy/mode.js";
import { countOutput } from "../../kubeproxy/count-output.js";
import type { OutputCount } from "../../kubeproxy/count-output.js";
import type { CommandKey, CommandTexts } from "../../message/command/en.js";
import { fill } from "../../message/fill.js";
import type { Compared } from "../../pipeline.js";
import { requestCosts } from "../../trace/request-cost.js";
import type { RequestCost } from "../../trace/request-cost.js";
import type { Detail } from "../../trace/step.js";
import { table } from "../table.js";
import type { Column } from "./column.js";
import { walkColumns } from "./walk-columns.js";

/** Modes of kube-proxy side by side: what is written on a node, and for each request what it met and came to. */
export function comparisonText(
  { plays }: Compared,
  texts: CommandTexts,
  detail: Detail | null,
): string {
  const columns = plays.flatMap(({ mode, played }): readonly Column[] =>
    played.trace === null ? [] : [{ mode, trace: played.trace, costs: requestCosts(played.trace) }],
  );
  const count = Math.max(0, ...columns.map(({ costs }) => costs.length));
  const requests = Array.from({ length: count }, (_, index) =>
    requestText(columns, index, texts, detail),
  );
  return [writtenText(plays, texts), ...requests].filter((part) => part !== "").join("\n");
}

const COUNTS: readonly (keyof OutputCount)[] = [
  "chains",
  "rules",
  "sets",
  "elements",
  "virtualServers",
  "realServers",
];

// On the node of the first client of a request, or else the first: nodes differ little.
function writtenText(plays: Compared["plays"], texts: CommandTexts): string {
  const written = plays.flatMap(({ mode, played: { loaded } }) => {
    const { scenario } = loaded;
    const request = scenario?.play.find((item) => item.kind === "request");
    const client = request?.kind === "request" ? request.client.name : "";
    const pod = scenario?.cluster.pods.find((each) => `${each.namespace}/${each.name}` === client);
    const nodes = scenario?.cluster.nodes ?? [];
    const node = nodes.find(({ name }) => name === (pod?.node ?? client)) ?? nodes[0];
    if (scenario === null || node === undefined) return [];
    const { settings } = scenario.cluster;
    const cluster = {
      ...scenario.cluster,
      settings: { ...settings, proxy: { ...settings.proxy, mode } },
    };
    const family = settings.podRanges[0]?.family ?? "ipv4";
    return [
      { node: node.name, family, mode, count: countOutput(compileProxy(cluster, node, family)) },
    ];
  });
  const [first] = written;
  if (first === undefined) return "";
  const rows = COUNTS.filter((kind) => written.some(({ count }) => count[kind] > 0)).map((kind) => [
    texts[`compare-${kind}`],
    ...written.map(({ count }) => `${count[kind]}`),
  ]);
  const head = ["", ...written.map(({ mode }) => mode)];
  const title = fill(texts["compare-written"], { node: first.node, family: first.family });
  return [title, ...table([head, ...rows]).map((row) => `  ${row}`), ""].join("\n");
}

const ROWS: readonly (readonly [CommandKey, (cost: RequestCost) => string | number])[] = [
  ["compare-outcome", ({ outcome, status }) => [outcome ?? "-", status ?? ""].join(" ").trim()],
  ["compare-endpoint", ({ endpoint }) => endpoint ?? "-"],
  ["compare-source", ({ source }) => source ?? "-"],
  ["compare-packets", ({ packets }) => packets],
  ["compare-first-hooks", ({ first }) => first.hooks],
  ["compare-first-chains", ({ first }) => first.chains],
  ["compare-first-rules", ({ first }) => first.rules],
  ["compare-first-lookups", ({ first }) => first.lookups],
  ["compare-all-rules", ({ all }) => all.rules],
];

function requestText(
  columns: readonly Column[],
  index: number,
  texts: CommandTexts,
  detail: Detail | null,
): string {
  const costs = columns.map((column) => column.costs[index]);
  const some = costs.find((cost) => cost !== undefined);
  const [first] = columns;
  if (some === undefined || first === undefined) return "";
  const { request, namespace, command } = some;
  const client = first.trace.header.namespaces.find(({ id }) => id === namespace)?.name ?? "";
  const rows = ROWS.map(([key, valueOf]) => [
    texts[key],
    ...costs.map((cost) => (cost === undefined ? "-" : `${valueOf(cost)}`)),
  ]);
  const outcomes = new Set(costs.map((cost) => `${cost?.outcome ?? ""} ${cost?.status ?? ""}`));
  const walk = detail === null ? [] : ["", ...walkColumns(columns, index, detail)];
  return [
    fill(texts["compare-request"], { request, client, command }),
    ...table([["", ...columns.map(({ mode }) => mode)], ...rows]).map((row) => `  ${row}`),
    ...(outcomes.size > 1 ? [`  ${texts["compare-differs"]}`] : []),
    ...walk.map((row) => `  ${row}`.trimEnd()),
    "",
  ].join("\n");
}
