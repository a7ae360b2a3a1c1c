import { byteLength } from "../../../packet/dns-name.js";
import { extendedError } from "../../../packet/extended-error.js";
import { compileRegexp } from "../../../regexp/regexp.js";
import { formatRegexpError } from "../../../regexp/syntax-error.js";
import { fallthroughZones, zonesOrKeys } from "../../corefile/block-key.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import {
  advanceInBlock,
  nextArgument,
  remainingArguments,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import { readTemplate } from "../../go-template/template.js";
import type { Template } from "../../go-template/template.js";
import type { Draft, SetupBlock, SetupDone, Unsupported } from "../../plugin.js";
import { readClassName, readRcode, readTypeName } from "../../record-code.js";
import type { DnsWorld } from "../../world.js";
import { createTemplate } from "./handler.js";
import type { TemplateOptions } from "./options.js";
import { initialNames, readCondition, readVariable } from "./read-expression.js";
import type { ExpressionNames } from "./read-expression.js";

const LONGEST_PATTERN = 10_000;

/** Reads `template` (coredns plugin/template/setup.go). */
export function setupTemplate(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const templates: TemplateOptions[] = [];
  const unsupported: Unsupported[] = [];
  let line: number | null = null;
  while (advance(directive)) {
    line ??= current(directive)?.line ?? 0;
    const options = readHead(directive, block);
    if (isMistake(options)) return options;
    const names = initialNames();
    while (advanceInBlock(directive)) {
      const token = current(directive);
      const mistake = readOption(directive, options, names);
      if (mistake !== null) return mistake;
      if (options.unknown !== null) {
        unsupported.push({ feature: `template: ${options.unknown}`, token });
      }
    }
    templates.push(options);
  }
  const part = { line: line ?? 0, start: (world: DnsWorld) => createTemplate(templates, world) };
  return { kind: "done", parts: [part], unsupported };
}

function readHead(directive: Dispenser, block: SetupBlock): Draft<TemplateOptions> | Mistake {
  const className = nextArgument(directive);
  if (isMistake(className)) return className;
  const recordClass = readClassName(className);
  if (recordClass === null) return wrongHere(directive, `invalid query class ${className}`);
  const typeName = nextArgument(directive);
  if (isMistake(typeName)) return typeName;
  const type = readTypeName(typeName);
  if (type === null) return wrongHere(directive, `invalid RR class ${typeName}`);
  return {
    class: recordClass,
    type,
    zones: zonesOrKeys(remainingArguments(directive), block.zones),
    patterns: [],
    variables: [],
    conditions: [],
    answer: [],
    additional: [],
    authority: [],
    rcode: "NOERROR",
    error: null,
    fallthrough: [],
    unknown: null,
  };
}

function readOption(
  directive: Dispenser,
  options: Draft<TemplateOptions>,
  names: ExpressionNames,
): Mistake | null {
  const option = currentText(directive);
  const words = remainingArguments(directive);
  const [first] = words;
  switch (option) {
    case "match":
      return readPatterns(directive, options, words);
    case "answer":
    case "additional":
    case "authority":
      return readRecords(directive, options, { section: option, words });
    case "var":
      return readVariable(directive, options, { words, names });
    case "expr":
      return readCondition(directive, options, { words, names });
    case "rcode": {
      const rcode = first === undefined ? null : readRcode(first);
      if (first === undefined) return wrongArguments(directive);
      if (rcode === null) return wrongHere(directive, `unknown rcode ${first}`);
      options.rcode = rcode;
      return null;
    }
    case "ederror": {
      if (first === undefined || words.length > 2) return wrongArguments(directive);
      if (!/^\d+$/.test(first) || Number(first) > 0xffff) {
        const reason = /^\d+$/.test(first) ? "value out of range" : "invalid syntax";
        const text = `strconv.ParseUint: parsing ${quoteGo(first)}: ${reason}\n`;
        const read = `error parsing extended DNS error code ${currentText(directive)}`;
        return wrongHere(directive, `${read}, ${text}`);
      }
      options.error = extendedError(Number(first), words[1] ?? "");
      return null;
    }
    case "fallthrough":
      options.fallthrough = fallthroughZones(words);
      return null;
    case "upstream":
      return null;
    default:
      return wrongArguments(directive);
  }
}

function readPatterns(
  directive: Dispenser,
  options: Draft<TemplateOptions>,
  words: readonly string[],
): Mistake | null {
  if (words.length === 0) return wrongArguments(directive);
  for (const word of words) {
    const length = byteLength(word);
    if (length > LONGEST_PATTERN) {
      return wrongHere(directive, `regex pattern too long: ${length} > ${LONGEST_PATTERN}`);
    }
    const regexp = compileRegexp(word);
    if (regexp.kind !== "regexp") {
      return wrongHere(directive, `could not parse regex: ${word}, ${formatRegexpError(regexp)}`);
    }
    options.patterns = [...options.patterns, regexp];
  }
  return null;
}

function readRecords(
  directive: Dispenser,
  options: Draft<TemplateOptions>,
  {
    section,
    words,
  }: { readonly section: "answer" | "additional" | "authority"; readonly words: readonly string[] },
): Mistake | null {
  if (words.length === 0) return wrongArguments(directive);
  const templates: Template[] = [];
  for (const word of words) {
    const read = readTemplate(section, word);
    if (read.kind === "done") templates.push(read.value);
    else if (read.kind === "unsupported") options.unknown = read.text;
    else {
      const text = `could not compile template: ${currentText(directive)}, ${read.text}`;
      return wrongHere(directive, section === "answer" ? text : `${text}\n`);
    }
  }
  options[section] = [...options[section], ...templates];
  return null;
}
