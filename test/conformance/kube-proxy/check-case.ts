import { applyEdits, emptyRuleSet, NO_SETS } from "../../../src/index.js";
import type { CaseFolder } from "./case-folder.js";
import { flowDifferences } from "./check-flows.js";
import type { Flows } from "./check-flows.js";
import { IPTABLES_CHECKS } from "./check-iptables.js";
import { IPVS_CHECKS } from "./check-ipvs.js";
import { NFTABLES_CHECKS, tablesOf } from "./check-nftables.js";
import { compileCase } from "./compiled-case.js";
import type { CompiledCase, RecordedCheck } from "./compiled-case.js";
import { staticDifferences } from "./check-static.js";
import { UNIT_TABLES } from "./unit-tables.js";
import { recordedDevices } from "./recorded-topology.js";

/** What each mode's recordings are compared by, under the names of their files. */
const CHECKS: Readonly<
  Record<"iptables" | "nftables" | "ipvs", Readonly<Record<string, RecordedCheck>>>
> = {
  iptables: { ...IPTABLES_CHECKS, "flows.json": flows },
  nftables: { ...NFTABLES_CHECKS, "flows.json": flows },
  ipvs: { ...IPTABLES_CHECKS, ...IPVS_CHECKS },
};

/** Every difference between a case's recording and what Hopwise computes of its input. */
export function caseDifferences(folder: CaseFolder): readonly string[] {
  const { kind } = folder;
  if (kind === null) return ["nothing tells which mode it is of"];
  try {
    switch (kind) {
      case "iptables":
      case "nftables":
      case "ipvs":
        return ofMode(kind, folder);
      case "static":
        return staticDifferences(folder);
      case "unit":
        return unitDifferences(folder);
    }
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

function ofMode(mode: "iptables" | "nftables" | "ipvs", folder: CaseFolder): readonly string[] {
  if (!folder.files.includes("input.yaml")) return ["input.yaml is missing"];
  const checks = Object.entries(CHECKS[mode]).filter(([file]) => folder.files.includes(file));
  if (checks.length === 0) return ["there is no file that says what is expected"];
  const compiled = compileCase(mode, folder.read("input.yaml"));
  return checks.flatMap(([file, check]) =>
    check(compiled, folder.read(file)).map((line) => `${file}: ${line}`),
  );
}

function unitDifferences({ name, files, read }: CaseFolder): readonly string[] {
  const [file = ""] = files;
  const check = UNIT_TABLES[file.replace(/\.json$/, "")];
  if (check === undefined) return [`nothing is compared with ${name}`];
  check(JSON.parse(read(file)));
  return [];
}

const NO_RULES = { ipv4: emptyRuleSet("ipv4"), ipv6: emptyRuleSet("ipv6") };

function flows({ yaml, input, output }: CompiledCase, recorded: string): readonly string[] {
  const parsed = JSON.parse(recorded) as Flows;
  const { family } = input;
  const host = {
    ruleSets: { ...NO_RULES, [family]: applyEdits(emptyRuleSet(family), output.iptables) },
    nftables: tablesOf(output.nftables),
    sets: NO_SETS,
    devices: recordedDevices(yaml, parsed.localIPs, family),
  };
  const hasAffinity = /^\s*sessionAffinity: ClientIP$/m.test(yaml);
  return flowDifferences(parsed, host, { hasAffinity });
}
