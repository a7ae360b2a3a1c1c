import { errorAt, warningAt } from "../../../base/diagnostic.js";
import type { Report } from "../../../base/diagnostic.js";
import { nearest } from "../../../base/nearest.js";
import type { CniConfig } from "./cni-config.js";
import type { Json } from "./json.js";
import { readObject } from "./json-reader.js";
import type { ObjectReader } from "./json-reader.js";
import { USUAL_PORTMAP } from "../portmap/port-mapping.js";
import type { PortmapSettings } from "../portmap/port-mapping.js";

const KNOWN = ["portmap", "firewall", "tuning", "bandwidth", "sbr", "vrf"];

/** What the plugins behind the first one of a list add to it. */
export function readChained(
  plugins: readonly Json[],
  config: CniConfig,
  report: Report,
): CniConfig {
  return plugins.reduce((known, json) => {
    const plugin = readObject(json, report);
    return plugin === null ? known : withPlugin(known, plugin, report);
  }, config);
}

function withPlugin(config: CniConfig, plugin: ObjectReader, report: Report): CniConfig {
  const type = plugin.text("type");
  const span = plugin.get("type")?.span ?? plugin.json.span;
  switch (type) {
    case null:
      report(errorAt(plugin.json.span, "cni-missing", { name: "type" }));
      return config;
    case "portmap":
      return { ...config, portmap: readPortmap(plugin, report) };
    case "firewall": {
      plugin.checkNames(
        ["type", "backend", "iptablesAdminChainName"],
        ["ingressPolicy", "firewalldZone"],
      );
      const backend = plugin.text("backend");
      if (backend === "firewalld")
        report(
          warningAt(plugin.get("backend")?.span ?? span, "cni-not-modelled", { name: backend }),
        );
      return {
        ...config,
        firewall: { adminChain: plugin.text("iptablesAdminChainName") ?? "CNI-ADMIN" },
      };
    }
    case "tuning":
      plugin.checkNames(["type", "sysctl"], ["mac", "promisc", "mtu", "allmulti", "txQLen"]);
      return { ...config, tuning: { ...config.tuning, ...sysctlsOf(plugin, report) } };
    case "bandwidth":
    case "sbr":
    case "vrf":
      report(warningAt(span, "cni-not-modelled", { name: type }));
      return config;
    default: {
      const near = nearest(type, KNOWN);
      const parameters = near === null ? { found: type } : { found: type, nearest: near };
      report(errorAt(span, "cni-unknown-plugin", parameters));
      return config;
    }
  }
}

// plugins/meta/portmap/main.go: PortMapConf, parseConfig. The runtime tells the plugin of no port without the capability.
function readPortmap(plugin: ObjectReader, report: Report): PortmapSettings | null {
  plugin.checkNames(
    ["type", "capabilities", "backend", "snat", "masqAll", "markMasqBit"],
    ["conditionsV4", "conditionsV6", "externalSetMarkChain", "runtimeConfig"],
  );
  const backend = plugin.text("backend") ?? "iptables";
  if (backend !== "iptables") {
    const span = plugin.get("backend")?.span ?? plugin.json.span;
    report(warningAt(span, "cni-not-modelled", { name: backend }));
    return null;
  }
  const isTold = plugin.object("capabilities")?.flag("portMappings") ?? false;
  const settings = {
    snat: plugin.has("snat") ? plugin.flag("snat") : USUAL_PORTMAP.snat,
    masqAll: plugin.flag("masqAll"),
    markMasqBit: plugin.whole("markMasqBit", 0, 31) ?? USUAL_PORTMAP.markMasqBit,
  };
  return isTold ? settings : null;
}

// plugins/meta/tuning/tuning.go: a name is taken with dots or with slashes, and only those of net/ are allowed.
function sysctlsOf(plugin: ObjectReader, report: Report): Readonly<Record<string, string>> {
  const sysctl = plugin.object("sysctl");
  if (sysctl?.json.kind !== "object") return {};
  return Object.fromEntries(
    sysctl.json.members.flatMap(({ name, span }) => {
      const path = name.includes("/") ? name.replace(/^\//, "") : name.replaceAll(".", "/");
      const value = sysctl.text(name);
      if (value === null) return [];
      if (/^net\/[A-Za-z0-9._/-]+$/.test(path) && !path.includes("..")) return [[path, value]];
      report(errorAt(span, "cni-wrong-sysctl", { name }));
      return [];
    }),
  );
}
