import { errorAt } from "../../base/diagnostic.js";
import type { Report } from "../../base/diagnostic.js";
import type { SysctlDeclaration } from "../../cluster/topology/host.js";
import { sysctlPath } from "../../cluster/topology/sysctl-name.js";
import { headSpanOf } from "../syntax.js";
import type { Statement } from "../syntax.js";
import { readEach } from "../value/address.js";
import { readNumber } from "../value/number.js";
import type { WordReader } from "../word-reader.js";
import { readDeviceName, readMac } from "./device-word.js";
import { withDevice } from "./host-draft.js";
import type { HostDraft } from "./host-draft.js";

/** What a device's MTU can be (linux include/uapi/linux/if_ether.h: ETH_MIN_MTU, ETH_MAX_MTU). */
export const MTU = { min: 68, max: 65_535 } as const;

/** Reads `sysctl net.ipv4.ip_forward 1`, or with `=` between; null with a diagnostic. Whether the kernel has it, the network knows. */
export function readSysctl(words: WordReader, part: Statement): SysctlDeclaration | null {
  const word = words.take("NAME VALUE");
  if (word === null) return null;
  const equals = word.text.indexOf("=");
  const name = equals === -1 ? word.text : word.text.slice(0, equals);
  const first =
    equals === -1 || equals === word.text.length - 1 ? [] : [word.text.slice(equals + 1)];
  words.skip("=");
  const rest = equals !== -1 && words.peek() === null ? [] : words.list("VALUE");
  const value = [...first, ...rest.map(({ text }) => text)].join(" ");
  if (value === "") return null;
  if (!/^[\w./-]+$/.test(name)) {
    words.report(errorAt(word.span, "unknown-sysctl", { name }));
    return null;
  }
  return { name: sysctlPath(name), written: name, value, span: headSpanOf(part) };
}

/** Reads what is said of one device or several: `mtu eth0 1400`, `mac eth0 02:…`, `down eth1`, `promisc eth0`. */
export function readDeviceSetting(
  keyword: "mtu" | "mac" | "down" | "promisc",
  words: WordReader,
  host: HostDraft,
): HostDraft {
  const { report } = words;
  if (keyword === "down" || keyword === "promisc") {
    const change = keyword === "down" ? { up: false } : { promiscuous: true };
    const names = readEach(words.list("DEVICE"), readDeviceName, report);
    return names.reduce((known, name) => withDevice(known, name, change), host);
  }
  const word = words.take("DEVICE");
  const name = word && readDeviceName(word, report);
  const value = words.take(keyword === "mtu" ? "BYTES" : "MAC");
  words.end();
  if (name === null || value === null) return host;
  const change =
    keyword === "mtu" ? { mtu: readNumber(value, MTU, report) } : { mac: readMac(value, report) };
  return withDevice(host, name, change);
}

/** Reports a second one of what a host has once. */
export function reportTwice(part: Statement, word: string, report: Report): void {
  report(errorAt(part.words[0]?.span ?? part.span, "said-twice", { word }));
}
