import { parseAddress } from "../../../base/address.js";
import { parsePrefix, prefix } from "../../../base/prefix.js";
import type { Prefix } from "../../../base/prefix.js";
import { recordTypeNumber } from "../../../packet/record-type-number.js";
import type { AclVerdict } from "../../../trace/event/dns-event.js";
import { zonesOrKeys } from "../../corefile/block-key.js";
import { advance, current, currentText } from "../../corefile/cursor.js";
import { advanceInBlock, remainingArguments, wrongHere } from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import { quoteGo } from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { SetupBlock, SetupDone } from "../../plugin.js";
import { ACTIONS, createAcl } from "./handler.js";
import type { AclPolicy, AclRule } from "./handler.js";

/** Reads every `acl [ZONES…] { … }` of a block (coredns plugin/acl/setup.go). */
export function setupAcl(directive: Dispenser, block: SetupBlock): SetupDone | Mistake {
  const rules: AclRule[] = [];
  let line: number | null = null;
  while (advance(directive)) {
    line ??= current(directive)?.line ?? 0;
    const words = remainingArguments(directive);
    const policies: AclPolicy[] = [];
    rules.push({ zones: zonesOrKeys(words, block.zones), policies });
    while (advanceInBlock(directive)) {
      const policy = readPolicy(directive);
      if (isMistake(policy)) return policy;
      policies.push(policy);
    }
  }
  const part = { line: line ?? 0, start: () => createAcl(rules) };
  return { kind: "done", parts: [part], unsupported: [] };
}

function readPolicy(directive: Dispenser): AclPolicy | Mistake {
  const word = currentText(directive);
  const action = ACTIONS.find((one) => one === word.toLowerCase());
  if (action === undefined) {
    const expected = "expect 'allow', 'block', 'filter' or 'drop'";
    return wrongHere(directive, `unexpected token ${quoteGo(word)}; ${expected}`);
  }
  return readSections(directive, action);
}

// A section that is said twice adds to the first.
function readSections(directive: Dispenser, action: AclVerdict): AclPolicy | Mistake {
  let types: readonly number[] | null = null;
  let nets: readonly Prefix[] | null = null;
  let words = remainingArguments(directive);
  while (words.length > 0) {
    const [name = "", ...rest] = words;
    const section = name.toLowerCase();
    if (!isSection(name))
      return wrongHere(directive, `unexpected token ${quoteGo(name)}; expect 'type | net'`);
    const end = rest.findIndex(isSection);
    const values = end === -1 ? rest : rest.slice(0, end);
    words = end === -1 ? [] : rest.slice(end);
    if (values.length === 0)
      return wrongHere(directive, `no token specified in ${quoteGo(section)} section`);
    if (section === "type") {
      const read = readTypes(directive, values);
      if (isMistake(read)) return read;
      types = [...(types ?? []), ...read];
    } else {
      const read = readNets(directive, values);
      if (isMistake(read)) return read;
      nets = [...(nets ?? []), ...read];
    }
  }
  return { action, types: types ?? [ANY_TYPE], nets: nets ?? EVERYWHERE };
}

function isSection(word: string): boolean {
  return ["type", "net"].includes(word.toLowerCase());
}

/** Stands for every type. */
const ANY_TYPE = 0;

function readTypes(directive: Dispenser, words: readonly string[]): readonly number[] | Mistake {
  const types: number[] = [];
  for (const word of words) {
    // What follows a star is not looked at.
    if (word === "*") return [...types, ANY_TYPE];
    const type = recordTypeNumber(word);
    if (type === null)
      return wrongHere(directive, `unexpected token ${quoteGo(word)}; expect legal QTYPE`);
    types.push(type);
  }
  return types;
}

const EVERYWHERE: readonly Prefix[] = [prefix("0.0.0.0/0"), prefix("::/0")];

function readNets(directive: Dispenser, words: readonly string[]): readonly Prefix[] | Mistake {
  const nets: Prefix[] = [];
  for (const word of words) {
    if (word === "*") return EVERYWHERE;
    const text = withLength(word);
    const net = readNet(text);
    if (net === null) return wrongHere(directive, `illegal CIDR notation ${quoteGo(text)}`);
    nets.push(net);
  }
  return nets;
}

/** A range of addresses in CIDR notation, or an address alone; null for any other text. */
export function readNet(word: string): Prefix | null {
  const text = withLength(word);
  const [host = ""] = text.split("/");
  return parseAddress(host) === null ? null : parsePrefix(text);
}

// An address alone is a range of one (setup.go: normalize).
function withLength(word: string): string {
  return word.includes("/") ? word : `${word}/${word.includes(":") ? 128 : 32}`;
}
