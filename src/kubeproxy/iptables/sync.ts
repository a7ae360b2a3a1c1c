import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import type { RuleSet } from "../../netfilter/rule-set.js";

/**
 * What kube-proxy does when something has changed: one restore with its fixed chains and with the chains of the Services that
 * changed, which also deletes chains that nobody needs any more. Where a chain that it leaves out is missing, the restore
 * would fail, and a full sync follows at once (pkg/proxy/iptables/proxier.go v1.36: syncProxyRules).
 */
export function syncIptables(
  before: readonly IptablesEdit[],
  after: readonly IptablesEdit[],
  standing: RuleSet,
): readonly IptablesEdit[] {
  const was = readTables(restoreTextOf(before));
  const is = readTables(restoreTextOf(after));
  const chains = new Set(
    standing.tables.flatMap((table) => table.chains.map(({ name }) => `${table.name} ${name}`)),
  );
  const isSkipped = (table: string, chain: string): boolean =>
    isServiceChain(chain) &&
    was.get(table)?.get(chain)?.join("\n") === is.get(table)?.get(chain)?.join("\n");
  const declared = [...is].flatMap(([table, own]) =>
    [...own.keys()].map((c) => [table, c] as const),
  );
  const isWhole = declared.every(
    ([table, chain]) =>
      chains.has(`${table} ${chain}`) || (isServiceChain(chain) && !isSkipped(table, chain)),
  );
  const stale = (table: string): readonly string[] =>
    [...chains].flatMap((key) => {
      const [of, chain = ""] = key.split(" ");
      return of === table && isServiceChain(chain) && is.get(table)?.has(chain) !== true
        ? [chain]
        : [];
    });
  const lines = [...is].flatMap(([table, own]) => {
    const written = [...own].filter(([chain]) => !isWhole || !isSkipped(table, chain));
    const gone = stale(table);
    return [
      `*${table}`,
      ...[...written.map(([chain]) => chain), ...gone].map((chain) => `:${chain} - [0:0]`),
      ...written.flatMap(([, rules]) => rules),
      ...gone.map((chain) => `-X ${chain}`),
      "COMMIT",
    ];
  });
  const restore = { kind: "restore", owner: "kube-proxy", text: `${lines.join("\n")}\n` } as const;
  return isWhole ? [restore] : [...after.filter(({ kind }) => kind !== "restore"), restore];
}

// pkg/proxy/iptables/proxier.go v1.36: isServiceChainName.
const SERVICE_CHAINS = /^KUBE-(SVC|SVL|FW|EXT|SEP)-/;

function isServiceChain(chain: string): boolean {
  return SERVICE_CHAINS.test(chain);
}

function restoreTextOf(edits: readonly IptablesEdit[]): string {
  const restore = edits.findLast((edit) => edit.kind === "restore");
  return restore?.text ?? "";
}

/** The rules of each chain, in the order in which tables and chains are declared. */
function readTables(text: string): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const tables = new Map<string, Map<string, string[]>>();
  let chains = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [first = "", second = ""] = line.split(" ", 2);
    if (first.startsWith("*")) {
      chains = new Map();
      tables.set(first.slice(1), chains);
    } else if (first.startsWith(":")) chains.set(first.slice(1), []);
    else if (first === "-A") chains.get(second)?.push(line);
  }
  return tables;
}
