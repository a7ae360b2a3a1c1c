import { warningAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import { DEFAULT_PROXY_SETTINGS } from "../../cluster/proxy-settings.js";
import type {
  DetectLocalSettings,
  ProxyModeName,
  ProxySettings,
} from "../../cluster/proxy-settings.js";
import { keywordOf, partsOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import type { WordReader } from "../word-reader.js";
import { readWords } from "../word-reader.js";
import { readEach, readPrefix } from "./address.js";
import { readChoice } from "./name.js";
import { readDuration, readNumber } from "./number.js";

const MODES: readonly ProxyModeName[] = ["iptables", "nftables", "ipvs", "userspace"];

// kubernetes cmd/kube-proxy: ipvs mode takes any scheduler of the kernel's.
const SCHEDULERS = ["rr", "wrr", "lc", "wlc", "sh", "dh", "sed", "nq", "mh"];

/** Reads `proxy iptables`, `proxy ipvs wlc`, `proxy nftables { … }`, `proxy { … }`; kubeadm's settings where nothing is said. */
export function readProxy(part: Statement | undefined, report: Report): ProxySettings {
  if (part === undefined) return DEFAULT_PROXY_SETTINGS;
  const words = readWords(part, report);
  let settings = DEFAULT_PROXY_SETTINGS;
  if (words.peek() !== null || part.block === null) {
    const word = words.take(MODES.join(", "));
    const mode = word && readChoice(word, MODES, report);
    if (mode === null) return settings;
    settings = { ...settings, mode };
    if (mode === "ipvs" && words.peek() !== null)
      settings = withIpvs(settings, { scheduler: readScheduler(words) });
    words.end();
  }
  for (const inner of partsOf(part))
    settings = { ...settings, ...readPart(inner, settings, report) };
  return settings;
}

function readPart(
  part: Statement,
  settings: ProxySettings,
  report: Report,
): Partial<ProxySettings> {
  const words = readWords(part, report);
  const keyword = keywordOf(part);
  const mode = MODES_OF_PARTS[keyword];
  if (mode !== undefined && !mode.includes(settings.mode))
    report(
      warningAt(part.span, "proxy-part-without-use", {
        word: keyword,
        mode: settings.mode,
        modes: mode,
      }),
    );
  switch (keyword) {
    case "masquerade-all":
      return { masqueradeAll: readSwitch(words) };
    case "masquerade-bit": {
      const word = words.take("NUMBER");
      words.end();
      const bit = word && readNumber(word, { min: 0, max: 31 }, report);
      return bit === null ? {} : { masqueradeBit: bit };
    }
    case "cluster-cidr": {
      const ranges = readEach(words.list("RANGE"), readPrefix, report).map(({ value }) => value);
      return { detectLocal: { kind: "cluster-cidr", ranges } };
    }
    case "detect-local":
      return { detectLocal: readDetectLocal(words, settings.detectLocal) };
    case "node-port-addresses": {
      if (words.skip("primary") !== null) {
        words.end();
        return { nodePortAddresses: "primary" };
      }
      const ranges = readEach(words.list("RANGE, primary"), readPrefix, report);
      return { nodePortAddresses: ranges.map(({ value }) => value) };
    }
    case "localhost-node-ports":
      return { localhostNodePorts: readSwitch(words) };
    case "tcp-be-liberal":
      return { tcpBeLiberal: readSwitch(words) };
    case "accounting":
      return { accounting: readSwitch(words) };
    case "scheduler":
      return withIpvs(settings, { scheduler: readScheduler(words) });
    case "strict-arp":
      return withIpvs(settings, { strictArp: readSwitch(words) });
    case "exclude": {
      const ranges = readEach(words.list("RANGE"), readPrefix, report);
      return withIpvs(settings, { excludeRanges: ranges.map(({ value }) => value) });
    }
    case "sync-delay": {
      const word = words.take("DURATION");
      words.end();
      const delay = word && readDuration(word, report);
      return delay === null ? {} : { syncDelay: delay };
    }
    default:
      return {};
  }
}

const BY_RULES: readonly ProxyModeName[] = ["iptables", "nftables", "ipvs"];

/** The modes that read a part; all where it is not named here. */
const MODES_OF_PARTS: Readonly<Record<string, readonly ProxyModeName[]>> = {
  // What userspace mode's rules have no use for (pkg/proxy/userspace v1.25: NewProxier).
  "masquerade-all": BY_RULES,
  "masquerade-bit": BY_RULES,
  "cluster-cidr": BY_RULES,
  "detect-local": BY_RULES,
  "node-port-addresses": BY_RULES,
  "localhost-node-ports": ["iptables"],
  "tcp-be-liberal": ["iptables"],
  accounting: ["iptables"],
  scheduler: ["ipvs"],
  "strict-arp": ["ipvs"],
  exclude: ["ipvs"],
};

function withIpvs(settings: ProxySettings, said: Partial<ProxySettings["ipvs"]>): ProxySettings {
  return { ...settings, ipvs: { ...settings.ipvs, ...said } };
}

function readScheduler(words: WordReader): string {
  const word = words.take(SCHEDULERS.join(", "));
  words.end();
  return (word && readChoice(word, SCHEDULERS, words.report)) ?? "rr";
}

/** Reads `on`, `off`, or nothing, which is `on`. */
function readSwitch(words: WordReader): boolean {
  const word = words.peek();
  if (word === null) return true;
  words.take("on, off");
  words.end();
  return readChoice(word, ["on", "off"], words.report) !== "off";
}

const DETECTORS = [
  "cluster-cidr",
  "node-cidr",
  "bridge-interface",
  "interface-name-prefix",
] as const;

function readDetectLocal(words: WordReader, before: DetectLocalSettings): DetectLocalSettings {
  const word = words.take(DETECTORS.join(", "));
  const kind = word && readChoice(word, DETECTORS, words.report);
  switch (kind) {
    case null:
      words.list("");
      return before;
    case "cluster-cidr":
      words.end();
      return before.kind === "cluster-cidr" ? before : { kind, ranges: null };
    case "node-cidr":
      words.end();
      return { kind };
    case "bridge-interface": {
      const name = words.take("NAME");
      words.end();
      return name === null ? before : { kind, name: name.text };
    }
    case "interface-name-prefix": {
      const prefix = words.take("NAME");
      words.end();
      return prefix === null ? before : { kind, prefix: prefix.text };
    }
  }
}
