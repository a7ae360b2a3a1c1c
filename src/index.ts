// The whole of Hopwise for programs: a scenario's text to a trace, a trace to steps and pictures, and the player's class.
export { compare, play } from "./pipeline.js";
export type { Compared } from "./pipeline.js";
export { drawComparison } from "./draw-comparison.js";
export type { DrawComparisonOptions } from "./draw-comparison.js";
export { drawStep } from "./draw-step.js";
export type { DrawOptions } from "./draw-step.js";
export { HopwisePlayer } from "./element/hopwise-player.js";

export type { SourceText } from "./base/source-span.js";
export type { Diagnostic } from "./base/diagnostic.js";
export { loadScenario } from "./language/load.js";
export type { LoadOptions } from "./language/load.js";
export type { ManifestSource } from "./language/manifest/source.js";
export { plainText } from "./base/inner-text.js";
export type { InnerText } from "./base/inner-text.js";
export { readWritten } from "./manifests/read-written.js";
export type { WrittenObjects } from "./manifests/read-written.js";
export { readManifests } from "./manifests/read-manifests.js";
export { printManifestList, printManifests } from "./manifests/print/print-manifests.js";
export { printDocument } from "./language/print.js";
export { formatDiagnostic } from "./message/diagnostic/format.js";

export { compileMode, compileProxy } from "./kubeproxy/mode.js";
export type { ProxyInput } from "./kubeproxy/input.js";
export type { ProxyOutput } from "./kubeproxy/output.js";
export type { IptablesEdit } from "./netfilter/iptables/edit.js";
export { applyEdits, emptyRuleSet } from "./netfilter/iptables/apply.js";
export { printSave } from "./netfilter/iptables/print-save.js";
export { readSave } from "./netfilter/iptables/read-save.js";
export { NO_NFTABLES } from "./netfilter/nftables/model/nftables.js";
export type { Nftables } from "./netfilter/nftables/model/nftables.js";
export { applyNft, readNft } from "./netfilter/nftables/read/read-nft.js";
export { printCommands } from "./netfilter/nftables/print/print-commands.js";
export { printRuleset } from "./netfilter/nftables/print/print-list.js";
export { listed } from "./netfilter/nftables/print/listed.js";
export { NO_SETS } from "./netfilter/ipset/ip-set.js";
export { packetFates } from "./netfilter/fate/packet-fates.js";
export type { PacketFate } from "./netfilter/fate/packet-fate.js";
export type { FateDevice, FateHost } from "./netfilter/fate/fate-host.js";
export type { FirstPacket } from "./netfilter/fate/first-packet.js";

export { readTrace, writeTrace } from "./trace/read.js";
export { createHistory } from "./trace/history.js";
export { stepsOf } from "./trace/steps.js";
export { walkText } from "./trace/walk-text.js";
export type { Trace } from "./trace/trace.js";
export type { Detail, Step } from "./trace/step.js";
export { createTimeline } from "./timeline/timeline.js";

export { VIEWS } from "./scene/view/order.js";
export { lookAt } from "./scene/look.js";
export { renderSvgText } from "./render/svg-text.js";

export type { Catalogue } from "./message/catalogue.js";
export { en } from "./message/en.js";
export { ja } from "./message/ja.js";
export { diagnosticsEn } from "./message/diagnostic/en.js";
export { diagnosticsJa } from "./message/diagnostic/ja.js";
