import {
  applyEdits,
  emptyRuleSet,
  NO_NFTABLES,
  NO_SETS,
  printSave,
  readSave,
} from "../../../src/index.js";
import type { Family } from "../../../src/base/address.js";
import type { CaseFolder } from "./case-folder.js";
import { flowDifferences } from "./check-flows.js";
import type { Flows } from "./check-flows.js";
import { tablesOf } from "./check-nftables.js";
import { recordedDevices } from "./recorded-topology.js";

/** Rules without the objects that they come from: packets through them, or a dump of a whole node that is read and printed back. */
export function staticDifferences(folder: CaseFolder): readonly string[] {
  const dumps = folder.files.filter((file) => file.endsWith("-save.txt"));
  const rules = folder.files.filter((file) => file.startsWith("rules."));
  if (dumps.length + rules.length === 0) return ["there are no rules"];
  if (rules.length > 0 && !folder.files.includes("flows.json")) return ["flows.json is missing"];
  return [
    ...dumps.flatMap((file) => printedBack(file, folder.read(file))),
    ...rules.flatMap((file) => packetsThrough(file, folder)),
  ];
}

function printedBack(file: string, text: string): readonly string[] {
  const family: Family = file.startsWith("ip6") ? "ipv6" : "ipv4";
  const { ruleSet, diagnostics } = readSave({ name: file, text }, family);
  const lines = text.split("\n").filter((line) => !line.startsWith("#"));
  const recorded = lines.join("\n").replace(/\[\d+:\d+\]/g, "[0:0]");
  return [
    ...diagnostics.map(({ code }) => `${file}: ${code}`),
    ...(printSave(ruleSet) === recorded ? [] : [`${file}: printed back, it is another text`]),
  ];
}

function packetsThrough(file: string, folder: CaseFolder): readonly string[] {
  const flows = JSON.parse(folder.read("flows.json")) as Flows;
  const family: Family = flows.flows[0]?.sourceIP.includes(":") === true ? "ipv6" : "ipv4";
  const devices = recordedDevices("", flows.localIPs, family);
  const text = folder.read(file);
  const isNft = file === "rules.nft";
  const edit = { kind: "restore", owner: "kube-proxy", text } as const;
  const host = {
    ruleSets: {
      ipv4: emptyRuleSet("ipv4"),
      ipv6: emptyRuleSet("ipv6"),
      ...(isNft ? {} : { [family]: applyEdits(emptyRuleSet(family), [edit]) }),
    },
    nftables: isNft ? tablesOf(text) : NO_NFTABLES,
    sets: NO_SETS,
    devices,
  };
  return flowDifferences(flows, host, { hasAffinity: false });
}
