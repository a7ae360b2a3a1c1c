import type { Family } from "../../base/address.js";
import { errorAt, warningAt } from "../../base/diagnostic.js";
import type { Diagnostic, Report } from "../../base/diagnostic.js";
import type { SourceSpan, SourceText } from "../../base/source-span.js";
import { BUILT_IN, TABLES, isBuiltIn, isTableName } from "../built-in.js";
import type { Chain, Rule, RuleSet, Table, TableName } from "../rule-set.js";
import { checkPlaces, placedTarget } from "./check-place.js";
import type { PlacedTarget } from "./check-place.js";
import type { Backend } from "../hook.js";
import { MOST_CHAINS_IN_A_ROW, findTooDeep } from "./find-depth.js";
import { findLoop } from "./find-loop.js";
import type { Jump } from "./find-loop.js";
import { linesOf } from "./line.js";
import type { Line } from "./line.js";
import { nearName } from "./near-name.js";
import { readWords } from "./read-rule.js";
import type { Word } from "./word.js";

interface PlacedJump extends Jump {
  readonly span: SourceSpan;
}

interface ReadTable {
  readonly name: TableName;
  readonly chains: Map<string, { readonly policy: Chain["policy"]; readonly rules: Rule[] }>;
  /** Where rules jump to, to be checked when the table is complete. */
  readonly jumps: PlacedJump[];
  /** Rules whose targets may stand in some places only. */
  readonly placed: PlacedTarget[];
}

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
  for (const line of linesOf(source)) {
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
      case "delete-chain":
        // Lines of a table whose name was a mistake are left aside with it.
        if (table !== null) readInTable(line, table, family, report);
        else if (isOutside)
          report(errorAt(placeOf(line), "rules-outside-table", { found: placeText(line) }));
    }
  }
  for (const each of tables)
    if (diagnostics.length <= MOST_DIAGNOSTICS) {
      checkJumps(each, backend, report);
      checkPlaces(each.name, each.placed, each.jumps, report);
    }
  return { ruleSet: { family, tables: tables.map(finished) }, diagnostics };
}

type TableLine = Extract<Line, { readonly kind: "chain" | "rule" | "delete-chain" }>;

function openTable(name: Word, tables: ReadTable[], report: Report): ReadTable | null {
  if (!isTableName(name.text)) {
    report(errorAt(name.span, "rules-unknown-table", nearName(name.text, TABLES)));
    return null;
  }
  const open = tables.find((table) => table.name === name.text);
  if (open !== undefined) return open;
  const table: ReadTable = { name: name.text, chains: new Map(), jumps: [], placed: [] };
  tables.push(table);
  return table;
}

function readInTable(line: TableLine, table: ReadTable, family: Family, report: Report): void {
  switch (line.kind) {
    case "chain":
      readChain(line, table, report);
      return;
    case "delete-chain":
      report(errorAt(line.chain.span, "rules-not-in-a-dump", { found: "-X" }));
      return;
    case "rule": {
      const chain = table.chains.get(line.chain.text);
      if (chain === undefined) {
        const known = nearName(line.chain.text, table.chains.keys());
        report(errorAt(line.chain.span, "rules-unknown-chain", { ...known, table: table.name }));
      }
      const rule = readWords(line.words, { family, owner: "user", report });
      if (rule === null) return;
      if (line.command === "append") chain?.rules.push(rule);
      else chain?.rules.unshift(rule);
      if (rule.target?.kind === "jump" || rule.target?.kind === "goto") {
        const to = rule.target.chain;
        const word = line.words.findLast(({ text }) => text === to);
        const from = line.chain.text;
        if (word !== undefined) table.jumps.push({ from, chain: to, span: word.span });
      }
      const placed = placedTarget(line.chain, rule, line.words);
      if (placed !== null) table.placed.push(placed);
    }
  }
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
  if (!table.chains.has(name.text))
    table.chains.set(name.text, { policy: own ? (known ?? "ACCEPT") : null, rules: [] });
}

function checkJumps({ name, chains, jumps }: ReadTable, backend: Backend, report: Report): void {
  const wrong = jumps.filter(({ chain }) => !chains.has(chain));
  for (const { chain, span } of wrong.slice(0, MOST_DIAGNOSTICS))
    report(
      errorAt(span, "rules-unknown-chain", { ...nearName(chain, chains.keys()), table: name }),
    );
  const loop = findLoop(jumps);
  if (loop !== null) report(errorAt(loop.span, "rules-loop", { found: loop.chain }));
  if (loop !== null || backend !== "nft") return;
  const deep = findTooDeep(jumps, BUILT_IN[name]);
  if (deep === null) return;
  const found = { found: deep.chain, max: MOST_CHAINS_IN_A_ROW };
  report(errorAt(deep.span, "rules-too-deep", found));
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

function placeOf(line: TableLine): SourceSpan {
  return line.kind === "chain" ? line.name.span : line.chain.span;
}

function placeText(line: TableLine): string {
  return line.kind === "chain" ? line.name.text : line.chain.text;
}
