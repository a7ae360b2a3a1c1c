import { errorAt, warningAt } from "../../../base/diagnostic.js";
import type { Diagnostic, Report } from "../../../base/diagnostic.js";
import type { SourceSpan } from "../../../base/source-span.js";
import type { CniConfig } from "./cni-config.js";
import { usualConfig } from "./cni-config.js";
import { parseJson } from "./json.js";
import type { Json } from "./json.js";
import { readObject } from "./json-reader.js";
import type { ObjectReader } from "./json-reader.js";
import { readChained } from "./read-chained.js";
import { readIpam } from "./read-ipam.js";

/** A configuration that was read, as far as it could be, and every mistake in it. */
export interface ReadCniConfig {
  readonly config: CniConfig;
  readonly diagnostics: readonly Diagnostic[];
}

/** Longer texts are no configuration that anybody wrote. */
const LONGEST = 100_000;
const MOST_MISTAKES = 50;

const VERSIONS = ["0.1.0", "0.2.0", "0.3.0", "0.3.1", "0.4.0", "1.0.0", "1.1.0"];

/**
 * What an `/etc/cni/net.d` file says, a single plugin's or a list of plugins'; `span` is where its text stands, and `type` the
 * plugin that the scenario names (containernetworking/plugins v1.9 plugins/main/bridge/bridge.go: NetConf, loadNetConf).
 */
export function readCniConfig(
  text: string,
  span: SourceSpan,
  type: CniConfig["type"] = "bridge",
): ReadCniConfig {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => {
    if (diagnostics.length < MOST_MISTAKES) diagnostics.push(diagnostic);
  };
  const config = text.length > LONGEST ? tooLong(span, report) : readText(text, span, type, report);
  return { config: config ?? usualConfig(type), diagnostics };
}

function tooLong(span: SourceSpan, report: Report): null {
  report(errorAt(span, "cni-too-long", { limit: LONGEST }));
  return null;
}

function readText(
  text: string,
  span: SourceSpan,
  type: CniConfig["type"],
  report: Report,
): CniConfig | null {
  const json = parseJson(text, span.source, span.start);
  if ("mistake" in json) {
    report(errorAt(json.span, `cni-json-${json.mistake}`));
    return null;
  }
  const top = readObject(json, report);
  if (top === null) return null;
  const version = top.text("cniVersion");
  if (version === null) report(warningAt(json.span, "cni-no-version"));
  else if (!VERSIONS.includes(version))
    report(
      errorAt(spanOf(top, "cniVersion"), "cni-unknown-version", { version, expected: VERSIONS }),
    );
  const name = readName(top, report);
  return top.has("plugins")
    ? readList(top, name, type, report)
    : readPlugin(top, name, type, report, ["cniVersion", "name"]);
}

// containernetworking/cni libcni and pkg/utils: ValidateNetworkName.
function readName(top: ObjectReader, report: Report): string {
  const name = top.text("name");
  if (name === null) report(errorAt(top.json.span, "cni-missing", { name: "name" }));
  else if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name))
    report(errorAt(spanOf(top, "name"), "cni-wrong-name", { name }));
  else return name;
  return "network";
}

function readList(
  top: ObjectReader,
  name: string,
  type: CniConfig["type"],
  report: Report,
): CniConfig | null {
  top.checkNames(["cniVersion", "name", "plugins"], ["disableCheck", "disableGC", "cniVersions"]);
  const [first, ...others] = top.list("plugins");
  const main = first === undefined ? null : readObject(first, report);
  if (main === null) {
    if (first === undefined) report(errorAt(spanOf(top, "plugins"), "cni-no-plugins"));
    return null;
  }
  const config = readPlugin(main, name, type, report, []);
  return config === null ? null : readChained(others, config, report);
}

const SHARED = ["type", "ipMasq", "mtu", "ipam"];
const SHARED_UNPLAYED = ["ipMasqBackend", "dns", "args", "capabilities", "runtimeConfig"];
const OF_BRIDGE = [
  "bridge",
  "isGateway",
  "isDefaultGateway",
  "forceAddress",
  "hairpinMode",
  "promiscMode",
  "portIsolation",
  // Both take effect with other settings only, which are reported themselves.
  "preserveDefaultVlan",
  "enabledad",
];
const OF_BRIDGE_UNPLAYED = ["vlan", "vlanTrunk", "macspoofchk", "disableContainerInterface"];

function readPlugin(
  plugin: ObjectReader,
  name: string,
  type: CniConfig["type"],
  report: Report,
  more: readonly string[],
): CniConfig | null {
  const said = plugin.text("type");
  if (said === null) {
    report(errorAt(plugin.json.span, "cni-missing", { name: "type" }));
    return null;
  }
  if (said !== type) {
    report(errorAt(spanOf(plugin, "type"), "cni-other-plugin", { found: said, expected: [type] }));
    return null;
  }
  const isBridge = type === "bridge";
  plugin.checkNames(
    [...more, ...SHARED, ...(isBridge ? OF_BRIDGE : [])],
    [...SHARED_UNPLAYED, ...(isBridge ? OF_BRIDGE_UNPLAYED : [])],
  );
  const isDefaultGateway = isBridge && plugin.flag("isDefaultGateway");
  const bridge = (isBridge ? plugin.text("bridge") : null) ?? "cni0";
  if (!/^[^\s/:]{1,15}$/.test(bridge))
    report(errorAt(spanOf(plugin, "bridge"), "cni-wrong-device", { name: bridge, limit: 15 }));
  const hairpinMode = isBridge && plugin.flag("hairpinMode");
  const promiscMode = isBridge && plugin.flag("promiscMode");
  if (hairpinMode && promiscMode)
    report(errorAt(spanOf(plugin, "promiscMode"), "cni-hairpin-and-promiscuous"));
  return {
    name,
    type,
    bridge,
    isGateway: isDefaultGateway || (isBridge && plugin.flag("isGateway")),
    isDefaultGateway,
    ipMasq: plugin.flag("ipMasq"),
    hairpinMode,
    promiscMode: promiscMode && !hairpinMode,
    portIsolation: isBridge && plugin.flag("portIsolation"),
    mtu: plugin.whole("mtu", 0, 65_535) || null,
    ipam: readIpam(plugin, report),
    firewall: null,
    portmap: null,
    tuning: {},
  };
}

function spanOf(reader: ObjectReader, name: string): SourceSpan {
  const value: Json | null = reader.get(name);
  return value?.span ?? reader.json.span;
}
