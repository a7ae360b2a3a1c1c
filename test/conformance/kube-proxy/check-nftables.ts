import {
  NO_NFTABLES,
  applyNft,
  listed,
  printCommands,
  printRuleset,
  readNft,
} from "../../../src/index.js";
import type { Nftables } from "../../../src/index.js";
import type { RecordedCheck } from "./compiled-case.js";
import { canonical } from "./iptables-chains.js";
import { textDifferences } from "./text-differences.js";

/** The recorded texts of nftables, by the name of their file. */
export const NFTABLES_CHECKS: Readonly<Record<string, RecordedCheck>> = {
  // What kube-proxy gives to `nft -f -`.
  "transaction.nft": ({ output }, recorded) => {
    const [ours, theirs] = [canonical(output.nftables), canonical(recorded)];
    return ours === theirs ? [] : textDifferences(inOneOrder(ours), inOneOrder(theirs));
  },
  // The table that it makes, as the tests of kube-proxy dump it.
  "expected.nft": ({ output }, recorded) =>
    textDifferences(canonical(printCommands(tablesOf(output.nftables))), canonical(recorded)),
  // What a real nft lists after that dump was loaded; it must come back as it was when it is read.
  "list.nft": ({ output }, recorded) => [
    ...textDifferences(
      canonical(listOf(printCommands(tablesOf(output.nftables)))),
      canonical(recorded),
    ),
    ...textDifferences(listOf(recorded), recorded).map((line) => `read back: ${line}`),
  ],
};

/** The tables that a text makes; throws where there is anything to say about it. */
export function tablesOf(text: string): Nftables {
  const { nftables, diagnostics } = text.startsWith("table")
    ? readNft({ name: "nft", text }, { owner: "kube-proxy" })
    : applyNft(NO_NFTABLES, { name: "nft", text }, { owner: "kube-proxy" });
  const [mistake] = diagnostics;
  if (mistake !== undefined) throw new Error(`${mistake.code} at ${mistake.span.start}`);
  return nftables;
}

function listOf(text: string): string {
  return printRuleset(listed(tablesOf(text)));
}

// kube-proxy goes through a map of Services: their objects come in any order, the rules of a chain in one.
function inOneOrder(text: string): string {
  const chainOf = (line: string): string => /^add rule (\S+ \S+ \S+)/.exec(line)?.[1] ?? line;
  return text
    .split("\n")
    .map((line) => ({ line, key: chainOf(line) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ line }) => line)
    .join("\n");
}
