import { nearest } from "../base/nearest.js";
import { declined } from "./answer.js";
import type { Answer } from "./answer.js";
import { hasAllRules } from "./moment.js";
import type { HostMoment } from "./moment.js";
import { TOOLS } from "./order.js";
import { splitCommand } from "./split-command.js";

/** What a command would print on a host at a moment. Nothing is executed: the answer comes from the trace alone. */
export function runCommand(line: string, moment: HostMoment): Answer {
  const split = splitCommand(line);
  switch (split.kind) {
    case "too-long":
      return declined("too-long", { most: split.most });
    case "shell-sign":
      return declined("shell-sign", { sign: split.sign });
    case "open-quote":
      return declined("open-quote");
    case "words":
      return runWords(split.words, moment);
  }
}

const MOST_WORDS = 64;

/** The same for words that a shell has split already. */
export function runWords(words: readonly string[], moment: HostMoment): Answer {
  if (words.length > MOST_WORDS) return declined("too-many-words", { most: MOST_WORDS });
  const [path = "", ...rest] = words;
  const known = TOOLS.map(({ name }) => name);
  if (path === "" || path === "help") return declined("known-tools", { known });
  const name = toolName(path, moment);
  const tool = TOOLS.find((one) => one.name === name);
  if (tool?.asksRules === true && !hasAllRules(moment))
    return declined("rules-unlisted", { tool: tool.name });
  if (tool !== undefined) return tool.run(rest, moment);
  const near = nearest(name, known);
  return near === null
    ? declined("unknown-tool", { name: path, known })
    : declined("unknown-tool-near", { name: path, known, nearest: near });
}

/** Whether a command, as words or as one line, prints the same on every host, so that none need be named. */
export function isSameEverywhere(words: readonly string[]): boolean {
  const [first = ""] = words.length === 1 ? (words[0] ?? "").trim().split(/\s+/) : words;
  const name = first.replace(FOLDERS, "");
  return TOOLS.some((tool) => tool.name === name && tool.isSameEverywhere === true);
}

const FOLDERS = /^\/?(usr\/)?(local\/)?s?bin\//;

// `/usr/sbin/iptables`, and `iptables-nft` where that is the host's own.
function toolName(path: string, { host }: HostMoment): string {
  const name = path.replace(FOLDERS, "");
  return name.replace(new RegExp(`^(ip6?tables)-${host.iptables}(-save)?$`), "$1$2");
}
