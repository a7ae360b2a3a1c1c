/** The rules of a dump or restore text, under `table chain`; a chain without rules has an empty list. */
export type DumpChains = Readonly<Record<string, readonly string[]>>;

/** Reads a dump chain by chain, so that the order of tables and chains, and counters, do not matter. */
export function dumpChains(dump: string): DumpChains {
  const chains: Record<string, string[]> = {};
  let table = "";
  for (const line of dump.split("\n")) {
    const [word = "", chain = ""] = line.split(" ", 2);
    if (word.startsWith("*")) table = word.slice(1);
    else if (word.startsWith(":")) chains[`${table} ${word.slice(1)}`] = [];
    else if (word === "-A") (chains[`${table} ${chain}`] ??= []).push(line);
  }
  return chains;
}
