import type { CorefileTree, OptionTree, PluginTree, ServerTree } from "./corefile-tree.js";

const INDENT = " ".repeat(4);

/** Writes a Corefile in the migration tool's form (coredns/corefile-migration migration/corefile/corefile.go: ToString). */
export function writeTree({ servers }: CorefileTree): string {
  return servers.map(serverText).join("\n");
}

function serverText({ keys, plugins }: ServerTree): string {
  const head = keys.map(quoted).join(" ");
  if (plugins.length === 0) return head;
  return `${head} {\n${plugins.map((plugin) => `${INDENT}${pluginText(plugin)}`).join("\n")}\n}\n`;
}

function pluginText(plugin: PluginTree): string {
  const head = lineText(plugin);
  if (plugin.options.length === 0) return head;
  const lines = plugin.options.map((option) => `${INDENT}${INDENT}${lineText(option)}`);
  return `${head} {\n${lines.join("\n")}\n${INDENT}}`;
}

function lineText({ name, words }: OptionTree): string {
  return [name, ...words.map(quoted)].join(" ");
}

// Only what would fall apart into several words is quoted.
function quoted(word: string): string {
  const parts = word.split(/\s+/).filter((part) => part !== "");
  return parts.length > 1 ? `"${word.replaceAll('"', '\\"')}"` : word;
}
