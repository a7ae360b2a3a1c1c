import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { HostFiles, WrittenFile } from "../../cluster/scenario.js";
import { keywordOf, partsOf, statementsOf } from "../syntax.js";
import type { Statement, VerbatimBlock } from "../syntax.js";
import { dedented } from "../value/dedented.js";
import type { Pass } from "./pass.js";

/** Takes the texts of `resolv-conf` and `hosts`, of the scenario and of its nodes and hosts, as they are. */
export const lowerHostFiles: Pass = {
  name: "lower-host-files",
  run: (draft, report) => {
    const statements = statementsOf(draft.document.items);
    const hostFiles: HostFiles = {
      resolvConf: writtenFile(statements, "resolv-conf", (block) => {
        checkServers(block, report);
      }),
      hosts: writtenFile(statements, "hosts", () => undefined),
    };
    const isSaid = Object.values(hostFiles).some(
      ({ everywhere, byHost }: WrittenFile) => everywhere !== null || byHost.size > 0,
    );
    return isSaid ? { ...draft, hostFiles } : draft;
  },
};

function writtenFile(
  statements: readonly Statement[],
  keyword: string,
  check: (block: VerbatimBlock) => void,
): WrittenFile {
  const textIn = (among: readonly Statement[]): string | null => {
    const block = among.find((statement) => keywordOf(statement) === keyword)?.block;
    if (block?.kind !== "verbatim") return null;
    check(block);
    return dedented(block.text);
  };
  const owners = statements.filter((one) => ["node", "host"].includes(keywordOf(one)));
  const own = owners.map((owner) => [owner.words[1]?.text ?? "", textIn(partsOf(owner))] as const);
  const byHost = own.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]));
  return { everywhere: textIn(statements), byHost: new Map(byHost) };
}

// kubernetes pkg/kubelet/network/dns/dns.go v1.36: parseResolvConf refuses the whole file.
function checkServers({ text, span }: VerbatimBlock, report: Report): void {
  let start = span.start;
  for (const line of text.split("\n")) {
    if (line.trim() === "nameserver") {
      const at = start + line.indexOf("nameserver");
      report(errorAt({ ...span, start: at, end: at + "nameserver".length }, "bad-resolv-conf"));
    }
    start += line.length + 1;
  }
}
