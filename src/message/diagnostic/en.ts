import { cniDiagnosticsEn } from "./en/cni.js";
import { dnsDiagnosticsEn } from "./en/dns.js";
import { frameEn } from "./en/frame.js";
import { hostDiagnosticsEn } from "./en/host.js";
import { ipvsDiagnosticsEn } from "./en/ipvs.js";
import { languageDiagnosticsEn } from "./en/language.js";
import { manifestDiagnosticsEn } from "./en/manifest.js";
import { nftDiagnosticsEn } from "./en/nft.js";
import { playDiagnosticsEn } from "./en/play.js";
import { rulesDiagnosticsEn } from "./en/rules.js";
import { serviceDiagnosticsEn } from "./en/service.js";
import { setsDiagnosticsEn } from "./en/sets.js";

/** The English sentences of all diagnostics by their codes; each folder that reports has a file of its own. */
export const diagnosticsEn: Readonly<Record<string, string>> = {
  ...cniDiagnosticsEn,
  ...dnsDiagnosticsEn,
  ...frameEn,
  ...hostDiagnosticsEn,
  ...ipvsDiagnosticsEn,
  ...languageDiagnosticsEn,
  ...manifestDiagnosticsEn,
  ...nftDiagnosticsEn,
  ...playDiagnosticsEn,
  ...rulesDiagnosticsEn,
  ...serviceDiagnosticsEn,
  ...setsDiagnosticsEn,
};
