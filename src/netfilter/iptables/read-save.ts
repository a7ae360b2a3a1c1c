import type { Family } from "../../base/address.js";
import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Diagnostic, Report } from "../../base/diagnostic.js";
import type { SourceSpan, SourceText } from "../../base/source-span.js";
import { BUILT_IN, TABLES, isBuiltIn, isTableName } from "../built-in.js";
import type { Chain, Rule, RuleSet, Table, TableName } from "../rule-set.js";
import { checkPlaces, placeOfTarget, targetWord } from "./check-place.js";
import type { PlacedTarget } from "./check-place.js";
import type { Backend } from "../hook.js";
import { MOST_CHAINS_IN_A_ROW, findTooDeep } from "./find-depth.js";
import { findLoop } from "./find-loop.js";
import { chainGraph } from "./chain-graph.js";
import type { ChainGraph, Jump } from "./chain-graph.js";
import { linesOf } from "./line.js";
import type { Line } from "./line.js";
import { nearName } from "./near-name.js";
import { readWords } from "./read-words.js";
import type { RuleReading } from "./read-words.js";
import { createUsualRules } from "./usual-rule.js";
import type { Word } from "./word.js";

interface PlacedJump extends Jump {
  /** Where the rule names the chain. */
  readonly start: number;
  readonly end: number;
}

interface ReadChain {
  readonly policy: Chain["policy"];
  readonly rules: Rule[];
}

interface ReadTable {
  readonly name: TableName;
  readonly chains: Map<string, ReadChain>;
  /** The chain that the last rule was for. */
  last: { readonly name: string; readonly chain: ReadChain | undefined };
  /** Where rules jump to, to be checked when the table is complete. */
  readonly jumps: PlacedJump[];
  /** Rules whose targets may stand in some places only. */
  readonly placed: PlacedTarget[];
}

const NO_CHAIN = { name: "", chain: undefined };

// Further ones say nothing new, and finding the names that were meant takes time.
const MOST_DIAGNOSTICS = 100;

/**
 * Reads what iptables-save printed, of either backend, with or without counters, for a host that has this backend. Every
 * mistake is reported at its place; the lines around it still count.
 */
export function readSave(
  source: SourceText,
  family: Family,
  backend: Backend = "nft",
): { readonly ruleSet: RuleSet; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => {
    if (diagnostics.length < MOST_DIAGNOSTICS) diagnostics.push(diagnostic);
    else if (diagnostics.length === MOST_DIAGNOSTICS)
      diagnostics.push(
        warningAt(diagnostic.span, "rules-too-many-mistakes", { max: MOST_DIAGNOSTICS }),
      );
  };
  const tables: ReadTable[] = [];
  let table: ReadTable | null = null;
  let isOutside = true;
  const usual = createUsualRules(family, "user");
  for (const line of linesOf(source, usual)) {
    if (diagnostics.length > MOST_DIAGNOSTICS) break;
    switch (line.kind) {
      case "blank":
        break;
      case "commit":
        table = null;
        isOutside = true;
        break;
      case "table":
        table = openTable(line.name, tables, report);
        isOutside = false;
        break;
      case "unreadable":
        report(unreadable(source, line));
        break;
      case "chain":
      case "rule":
      case "usual-rule":
      case "delete-chain": {
        // Lines of a table whose name was a mistake are left aside with it.
        if (table !== null) readInTable(source, line, table, { family, owner: "user", report });
        else if (isOutside) {
          const { text: found, span } = placeOf(source, line);
          report(errorAt(span, "rules-outside-table", { found }));
        }
      }
    }
  }
  for (const each of tables)
    if (diagnostics.length <= MOST_DIAGNOSTICS) {
      const graph = chainGraph(each.jumps);
      checkJumps({ source, graph, backend }, each, report);
      checkPlaces(each.name, each.placed, graph, report);
    }
  return { ruleSet: { family, tables: tables.map(finished) }, diagnostics };
}

type TableLine = Extract<Line, { readonly kind: "chain" | "rule" | "usual-rule" | "delete-chain" }>;

function openTable(name: Word, tables: ReadTable[], report: Report): ReadTable | null {
  if (!isTableName(name.text)) {
    report(errorAt(name.span, "rules-unknown-table", nearName(name.text, TABLES)));
    return null;
  }
  const open = tables.find((table) => table.name === name.text);
  if (open !== undefined) return open;
  const table: ReadTable = {
    name: name.text,
    chains: new Map(),
    last: NO_CHAIN,
    jumps: [],
    placed: [],
  };
  tables.push(table);
  return table;
}

function readInTable(
  source: SourceText,
  line: TableLine,
  table: ReadTable,
  reading: RuleReading,
): void {
  const { report } = reading;
  switch (line.kind) {
    case "chain":
      readChain(line, table, report);
      return;
    case "delete-chain":
      report(errorAt(line.chain.span, "rules-not-in-a-dump", { found: "-X" }));
      return;
    case "usual-rule": {
      const { chain: name, rule, targetStart, targetEnd } = line;
      // The rules of one chain mostly come one after the other.
      if (table.last.name !== name) table.last = { name, chain: table.chains.get(name) };
      if (table.last.chain === undefined) unknownChain(placeOf(source, line), table, report);
      else table.last.chain.rules.push(rule);
      const { target } = rule;
      if (target?.kind === "jump")
        table.jumps.push({ from: name, chain: target.chain, start: targetStart, end: targetEnd });
      const place = placeOfTarget(rule);
      if (place !== null) {
        const word = (): Word => wordAt(source, targetStart, targetEnd);
        table.placed.push({ chain: name, rule, place, name: word });
      }
      return;
    }
    case "rule": {
      const chain = table.chains.get(line.chain.text);
      if (chain === undefined) unknownChain(line.chain, table, report);
      const rule = readWords(line.words, reading);
      if (rule === null) return;
      if (line.command === "append") chain?.rules.push(rule);
      else chain?.rules.unshift(rule);
      if (rule.target?.kind === "jump" || rule.target?.kind === "goto") {
        const to = rule.target.chain;
        const word = line.words.findLast(({ text }) => text === to);
        const from = line.chain.text;
        if (word !== undefined) table.jumps.push({ from, chain: to, ...boundsOf(word) });
      }
      const place = placeOfTarget(rule);
      if (place === null) return;
      const word = (): Word => targetWord(line.chain, line.words);
      table.placed.push({ chain: line.chain.text, rule, place, name: word });
    }
  }
}

function unknownChain({ text, span }: Word, { name, chains }: ReadTable, report: Report): void {
  const known = nearName(text, chains.keys());
  report(errorAt(span, "rules-unknown-chain", { ...known, table: name }));
}

function boundsOf({ span: { start, end } }: Word): Pick<PlacedJump, "start" | "end"> {
  return { start, end };
}

function wordAt({ name, text }: SourceText, start: number, end: number): Word {
  return { text: text.slice(start, end), quoted: false, span: { source: name, start, end } };
}

function readChain(
  { name, policy }: Extract<Line, { readonly kind: "chain" }>,
  table: ReadTable,
  report: Report,
): void {
  const own = isBuiltIn(table.name, name.text);
  const known = policy.text === "ACCEPT" || policy.text === "DROP" ? policy.text : null;
  if (own && known === null)
    report(
      errorAt(policy.span, "rules-not-a-policy", {
        found: policy.text,
        expected: ["ACCEPT", "DROP"],
      }),
    );
  if (!own && policy.text !== "-") {
    const chains = nearName(name.text, BUILT_IN[table.name]);
    report(errorAt(name.span, "rules-not-built-in", { ...chains, table: table.name }));
  }
  table.last = NO_CHAIN;
  if (!table.chains.has(name.text))
    table.chains.set(name.text, { policy: own ? (known ?? "ACCEPT") : null, rules: [] });
}

function checkJumps(
  {
    source,
    graph,
    backend,
  }: {
    readonly source: SourceText;
    readonly graph: ChainGraph<PlacedJump>;
    readonly backend: Backend;
  },
  { name, chains, jumps }: ReadTable,
  report: Report,
): void {
  const spanOf = ({ start, end }: PlacedJump): SourceSpan => ({ source: source.name, start, end });
  const wrong = jumps.filter(({ chain }) => !chains.has(chain));
  for (const jump of wrong.slice(0, MOST_DIAGNOSTICS))
    report(
      errorAt(spanOf(jump), "rules-unknown-chain", {
        ...nearName(jump.chain, chains.keys()),
        table: name,
      }),
    );
  const loop = findLoop(graph);
  if (loop !== null) report(errorAt(spanOf(loop), "rules-loop", { found: loop.chain }));
  if (loop !== null || backend !== "nft") return;
  const deep = findTooDeep(graph, BUILT_IN[name]);
  if (deep === null) return;
  const found = { found: deep.chain, max: MOST_CHAINS_IN_A_ROW };
  report(errorAt(spanOf(deep), "rules-too-deep", found));
}

function finished({ name, chains }: ReadTable): Table {
  const listed = [...chains].map(([chain, { policy, rules }]) => ({ name: chain, policy, rules }));
  const own = listed.filter((chain) => isBuiltIn(name, chain.name));
  return { name, chains: [...own, ...listed.filter((chain) => !own.includes(chain))] };
}

function unreadable(
  source: SourceText,
  { at, expected, found }: Extract<Line, { readonly kind: "unreadable" }>,
): Diagnostic {
  const newline = source.text.indexOf("\n", at);
  const lineEnd = newline === -1 ? source.text.length : newline;
  const span = { source: source.name, start: at, end: Math.max(at, Math.min(at + 1, lineEnd)) };
  return errorAt(
    span,
    "rules-unreadable-line",
    expected.length > 0 ? { expected, found } : { found },
  );
}

// The word that a line is about.
function placeOf(source: SourceText, line: TableLine): Word {
  if (line.kind === "usual-rule") {
    const start = line.at + "-A ".length;
    return wordAt(source, start, start + line.chain.length);
  }
  return line.kind === "chain" ? line.name : line.chain;
}
