import type { NftRule, NftTable, Nftables } from "../../netfilter/nftables/model/nftables.js";
import type { NftExpression } from "../../netfilter/nftables/expression/expression.js";
import { elementsIn } from "../../netfilter/nftables/model/element.js";
import type { ElementValue, NftElement } from "../../netfilter/nftables/model/element.js";
import type { Lookup } from "../../netfilter/nftables/model/rule-part.js";
import { printVerdict } from "../../netfilter/nftables/model/verdict.js";

/** The draws of `numgen` in one walk, by what came of them: where a rule went, or what the packet's destination was afterwards; each as a share of its modulus. */
export function nftDraws(
  point: string,
  later: readonly string[],
  nftables: Nftables,
  isIpv6: boolean,
): readonly number[] {
  const read = /^\S+ (\S+) \S+ (\S+) \[(.*)\] .*$/.exec(point);
  const [, name = "", ends = "", steps = ""] = read ?? [];
  const table = nftables.tables.find(
    (one) => one.name === name && (one.family === "inet" || (one.family === "ip6") === isIpv6),
  );
  if (table === undefined || steps === "") return [];
  return steps.split("; ").flatMap((step) => {
    const [chain = "", number = "", ...verdict] = step.split(" ");
    const drawn = drawIn(ruleAt(table, chain, Number(number)));
    if (drawn === null) return [];
    const wanted = verdict.join(" ");
    const destination = later.map(destinationOf).find((to) => to !== destinationOf(ends));
    const index = drawn.elements.findIndex(
      ({ value }) =>
        value !== null &&
        (value.kind === "verdict"
          ? printVerdict(value.verdict) === wanted
          : endOf(value) === destination),
    );
    return index === -1 ? [] : [(index + 0.5) / drawn.modulus];
  });
}

interface Drawing {
  readonly modulus: number;
  /** By the number that leads to each. */
  readonly elements: readonly NftElement[];
}

function ruleAt(table: NftTable, chain: string, number: number): NftRule | undefined {
  return table.chains.find(({ name }) => name === chain)?.rules[number - 1];
}

function drawIn(rule: NftRule | undefined): Drawing | null {
  for (const part of rule?.parts ?? []) {
    const asked =
      part.kind === "vmap"
        ? part
        : part.kind === "translate" && part.to?.kind === "map"
          ? part.to
          : null;
    const drawing = asked === null ? null : drawingOf(asked.of, asked.map);
    if (drawing !== null) return drawing;
  }
  return null;
}

function drawingOf(of: NftExpression, map: Lookup): Drawing | null {
  if (of.kind !== "numgen" || map.kind !== "anonymous") return null;
  const elements = [...elementsIn(map.elements)].sort((a, b) => Number(a.key) - Number(b.key));
  return { modulus: of.modulus, elements };
}

function endOf(value: ElementValue): string {
  const [host = "", port = ""] = value.kind === "data" ? value.parts : [];
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

function destinationOf(text: string): string {
  return /(\S+)>(\S+)/.exec(text)?.[2] ?? "";
}
