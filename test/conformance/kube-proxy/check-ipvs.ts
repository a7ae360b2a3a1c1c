import type { RecordedCheck } from "./compiled-case.js";
import { readIpvsState, recordedIpvsState } from "./ipvs-state.js";
import type { IpvsState } from "./ipvs-state.js";

/** What ipvs mode makes beside rules, by the name of the recorded file. */
export const IPVS_CHECKS: Readonly<Record<string, RecordedCheck>> = {
  "expected.ipvs.json": ({ output }, recorded) => {
    const ours = readIpvsState(output);
    const theirs = recordedIpvsState(recorded);
    return [
      ...listDifferences("kube-ipvs0", ours, theirs, (state) => state.dummyAddresses),
      ...listDifferences("virtual servers", ours, theirs, (state) => state.virtualServers),
      ...listDifferences("sets", ours, theirs, (state) => state.sets),
      ...listDifferences("entries of sets", ours, theirs, (state) => state.entries),
    ];
  },
};

function listDifferences(
  what: string,
  ours: IpvsState,
  theirs: IpvsState,
  listOf: (state: IpvsState) => readonly string[],
): readonly string[] {
  const [found, expected] = [listOf(ours), listOf(theirs)];
  const at = found.findIndex((each, index) => each !== expected[index]);
  if (at === -1 && found.length === expected.length) return [];
  const index = at === -1 ? found.length : at;
  return [`${what}: ${found[index] ?? "(none)"}; expected ${expected[index] ?? "(none)"}`];
}
