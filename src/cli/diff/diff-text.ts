import type { LineDifference } from "../../diff/diff-listings.js";
import type { NodeDifference } from "../../diff/diff-node.js";
import type { FateText, PathDifference } from "../../diff/diff-paths.js";
import { formatEndpoint } from "../../base/address.js";
import type { CommandKey, CommandTexts } from "../../message/command/en.js";
import { fill } from "../../message/fill.js";
import type { Parameters } from "../../message/fill.js";

/** The differences of nodes as `hopwise diff` prints them: a block for each node and family, in it one for each Service. */
export function diffText(nodes: readonly NodeDifference[], texts: CommandTexts): string {
  const tell = (key: CommandKey, parameters: Parameters = {}): string =>
    fill(texts[key], parameters);
  return nodes.map((node) => nodeText(node, tell)).join("\n");
}

type Tell = (key: CommandKey, parameters?: Parameters) => string;

const FAMILY_NAMES = { ipv4: "IPv4", ipv6: "IPv6" } as const;

function nodeText({ node, family, lines, paths, others }: NodeDifference, tell: Tell): string {
  const name = `${node}, ${FAMILY_NAMES[family]}`;
  const services = [
    ...new Set([...lines, ...paths.map(({ probe }) => probe)].map((one) => one.service)),
  ];
  const head =
    services.length === 0
      ? tell("diff-same", { node: name })
      : tell("diff-head", { node: name, rules: lines.length, paths: paths.length });
  const blocks = services.sort(byName).map((service) => serviceText(service, lines, paths, tell));
  const rest = others === 0 ? [] : [tell("diff-others", { count: others })];
  return [head, ...blocks, ...rest].join("\n\n") + "\n";
}

// What is for no Service alone comes first.
function byName(a: string | null, b: string | null): number {
  return (a ?? "") < (b ?? "") ? -1 : 1;
}

function serviceText(
  service: string | null,
  lines: readonly LineDifference[],
  paths: readonly PathDifference[],
  tell: Tell,
): string {
  const own = lines.filter((line) => line.service === service);
  const places = [...new Set(own.map(({ place }) => place))];
  return [
    service ?? tell("diff-all-services"),
    ...places.flatMap((place) => [
      `  ${place}`,
      ...own.filter((line) => line.place === place).map((line) => lineText(line, tell)),
    ]),
    ...pathTexts(
      paths.filter(({ probe }) => probe.service === service),
      tell,
    ),
  ].join("\n");
}

const SIGNS = { missing: "-", extra: "+", moved: "~" } as const;

function lineText({ kind, line, text }: LineDifference, tell: Tell): string {
  const where = kind === "moved" ? `  (${tell("diff-moved", { line })})` : "";
  return `    ${SIGNS[kind]} ${text}${where}`;
}

// Who is treated alike is told in one line.
function pathTexts(paths: readonly PathDifference[], tell: Tell): readonly string[] {
  const alike = new Map<string, readonly PathDifference[]>();
  for (const path of paths) {
    const { probe, expected, found } = path;
    const key = JSON.stringify([destinationOf(probe), expected, found]);
    alike.set(key, [...(alike.get(key) ?? []), path]);
  }
  return [...alike.values()].flatMap((group) => groupText(group, tell));
}

function groupText(group: readonly PathDifference[], tell: Tell): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const clients = group.map(({ probe: { client, source } }) => tell(`diff-${client}`, { source }));
  return [
    `  ${tell("diff-path", { to: destinationOf(first.probe), clients: clients.join(", ") })}`,
    `    - ${fatesText(first.expected, tell)}`,
    `    + ${fatesText(first.found, tell)}`,
  ];
}

function destinationOf({ destination, port, protocol }: PathDifference["probe"]): string {
  return `${formatEndpoint(destination, port)}/${protocol}`;
}

function fatesText(fates: readonly FateText[], tell: Tell): string {
  return fates.map((fate) => fateText(fate, tell)).join(", ");
}

function fateText(fate: FateText, tell: Tell): string {
  if (fate.kind === "stopped") {
    const { verdict, by, isPolicy } = fate;
    return tell(isPolicy ? "diff-policy" : `diff-${verdict}`, { by });
  }
  const { to, masqueradedAs } = fate;
  return masqueradedAs === null ? to : tell("diff-masqueraded", { to, source: masqueradedAs });
}
