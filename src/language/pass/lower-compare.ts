import { errorAt } from "../../base/diagnostic.js";
import { PLAYED_MODES } from "../../cluster/proxy-settings.js";
import type { ProxyModeName } from "../../cluster/proxy-settings.js";
import { headSpanOf, keywordOf, statementsOf } from "../syntax.js";
import { readChoice } from "../value/name.js";
import { readWords } from "../word-reader.js";
import type { Pass } from "./pass.js";

const MODES: readonly ProxyModeName[] = ["iptables", "ipvs", "nftables", "userspace"];

/** The minor versions of Kubernetes 1 that have a mode, where not all have it (kubernetes CHANGELOG-1.26, CHANGELOG-1.29). */
const VERSIONS: Readonly<Partial<Record<ProxyModeName, readonly [first: number, last: number]>>> = {
  nftables: [29, Infinity],
  userspace: [0, 25],
};

/** Reads `compare iptables nftables`: the modes that the scenario is played in, side by side. */
export const lowerCompare: Pass = {
  name: "lower-compare",
  run: (draft, report) => {
    const said = statementsOf(draft.document.items).find((each) => keywordOf(each) === "compare");
    if (said === undefined) return draft;
    const words = readWords(said, report).list(MODES.join(", "));
    const modes: ProxyModeName[] = [];
    for (const word of words) {
      const mode = readChoice(word, PLAYED_MODES, report, MODES);
      if (mode === null) continue;
      if (modes.includes(mode)) report(errorAt(word.span, "said-twice", { word: mode }));
      else if (hasMode(draft.settings.version, mode)) modes.push(mode);
      else {
        const parameters = { version: draft.settings.version, mode };
        report(errorAt(word.span, "mode-not-in-version", parameters));
      }
    }
    if (words.length === 1) report(errorAt(headSpanOf(said), "nothing-to-compare", {}));
    return { ...draft, compare: modes };
  },
};

/** Whether a version of Kubernetes (`1.36`) has a mode of kube-proxy. */
function hasMode(version: string, mode: ProxyModeName): boolean {
  const [first, last] = VERSIONS[mode] ?? [0, Infinity];
  const minor = Number(version.split(".")[1]);
  return minor >= first && minor <= last;
}
