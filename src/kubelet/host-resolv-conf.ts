import type { DnsSettings } from "./dns-settings.js";

/** What the kubelet reads from a host's resolv.conf, in the order written. */
export interface HostResolvConf extends DnsSettings {
  /** The number, from 1, of the first `nameserver` line that names none; with one the kubelet makes no pods. */
  readonly badLine: number | null;
}

/** What the kubelet says of a host's resolv.conf with such a line (kubernetes pkg/kubelet/network/dns/dns_other.go v1.36). */
export const BAD_RESOLV_CONF =
  "Encountered error while parsing resolv conf file. Error: nameserver list is empty ";

/** Reads a host's resolv.conf as the kubelet does (kubernetes pkg/kubelet/network/dns/dns.go v1.36: parseResolvConf). */
export function parseHostResolvConf(text: string): HostResolvConf {
  const servers: string[] = [];
  let search: readonly string[] = [];
  let options: readonly string[] = [];
  let badLine: number | null = null;
  for (const [index, line] of text.split("\n").entries()) {
    const [keyword, ...values] = line.trim().split(/\s+/);
    const [value] = values;
    if (keyword === "nameserver" && value === undefined) badLine ??= index + 1;
    if (keyword === "nameserver" && value !== undefined) servers.push(value);
    // The last line counts; the same domain with and without a dot at its end is one.
    if (keyword === "search")
      search = values.filter((name) => name !== ".").map((name) => name.replace(/\.$/, ""));
    if (keyword === "options") options = mergeOptions(options, values);
  }
  return { servers, search, options, badLine };
}

/** Options of which a later one takes the place of an earlier one of its name. The kubelet's own order is a map's, and so none. */
export function mergeOptions(
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const byName = new Map(before.map((option) => [optionName(option), option]));
  for (const option of after) byName.set(optionName(option), option);
  return [...byName.values()];
}

function optionName(option: string): string {
  return option.split(":", 1)[0] ?? option;
}
