import { cniDiagnosticsJa } from "./ja/cni.js";
import { dnsDiagnosticsJa } from "./ja/dns.js";
import { frameJa } from "./ja/frame.js";
import { hostDiagnosticsJa } from "./ja/host.js";
import { ipvsDiagnosticsJa } from "./ja/ipvs.js";
import { languageDiagnosticsJa } from "./ja/language.js";
import { manifestDiagnosticsJa } from "./ja/manifest.js";
import { nftDiagnosticsJa } from "./ja/nft.js";
import { playDiagnosticsJa } from "./ja/play.js";
import { rulesDiagnosticsJa } from "./ja/rules.js";
import { serviceDiagnosticsJa } from "./ja/service.js";
import { setsDiagnosticsJa } from "./ja/sets.js";

/** The Japanese sentences of all diagnostics by their codes; each folder that reports has a file of its own. */
export const diagnosticsJa: Readonly<Record<string, string>> = {
  ...cniDiagnosticsJa,
  ...dnsDiagnosticsJa,
  ...frameJa,
  ...hostDiagnosticsJa,
  ...ipvsDiagnosticsJa,
  ...languageDiagnosticsJa,
  ...manifestDiagnosticsJa,
  ...nftDiagnosticsJa,
  ...playDiagnosticsJa,
  ...rulesDiagnosticsJa,
  ...serviceDiagnosticsJa,
  ...setsDiagnosticsJa,
};
