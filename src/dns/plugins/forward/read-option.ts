import { parseAddress } from "../../../base/address.js";
import { parseRcode } from "../../../packet/dns-code.js";
import { fullyQualified } from "../../../packet/dns-name.js";
import type { Rcode } from "../../../packet/dns-message.js";
import { readZones } from "../../corefile/block-key.js";
import { isDomainName } from "../../corefile/domain-name.js";
import { advanceOnLine, current, currentText } from "../../corefile/cursor.js";
import {
  nextArgument,
  remainingArguments,
  wrong,
  wrongArguments,
  wrongHere,
} from "../../corefile/dispenser.js";
import type { Dispenser } from "../../corefile/dispenser.js";
import {
  formatDuration,
  quoteGo,
  readDuration,
  readInteger,
  readUnsigned,
  splitHostPort,
} from "../../corefile/go-value.js";
import { isMistake } from "../../corefile/mistake.js";
import type { Mistake } from "../../corefile/mistake.js";
import type { DnsFiles } from "../../files.js";
import type { Draft, Unsupported } from "../../plugin.js";
import type { Outside } from "../../outside.js";
import type { Resolver } from "./look-up-host.js";
import { UPSTREAM_PORTS } from "./options.js";
import type { ForwardOptions } from "./options.js";

/** What is remembered beside the options while the block is read; times in seconds. */
export interface Reading {
  readonly unsupported: Unsupported[];
  /** The files that a destination may name. */
  readonly files: DnsFiles;
  tlsServerName: string;
  /** The servers that look the names of hosts up; none for those of the process's own resolv.conf. */
  resolvers: readonly Resolver[];
  /** Who can be asked for them; null where that is not known. */
  readonly outside: Outside | null;
}

/** Reads the option at the cursor into the options (coredns plugin/forward/setup.go: parseBlock). */
export function readOption(
  directive: Dispenser,
  options: Draft<ForwardOptions>,
  reading: Reading,
): Mistake | null {
  const name = currentText(directive);
  const token = current(directive);
  const later = (): void => {
    reading.unsupported.push({ feature: `forward: ${name}`, token });
  };
  switch (name) {
    case "except": {
      const zones = remainingArguments(directive);
      options.except = [...options.except, ...readZones(zones)];
      return zones.length === 0 ? wrongArguments(directive) : null;
    }
    case "force_tcp":
    case "prefer_udp":
      if (options.transport !== "force_tcp") options.transport = name;
      return advanceOnLine(directive) ? wrongArguments(directive) : null;
    case "next_on_nodata":
      options.nextOnNodata = true;
      return advanceOnLine(directive) ? wrongArguments(directive) : null;
    case "failfast_all_unhealthy_upstreams":
      options.failsFast = true;
      return remainingArguments(directive).length > 0 ? wrongArguments(directive) : null;
    case "next":
    case "failover": {
      const rcodes = readRcodes(directive, name);
      if (isMistake(rcodes)) return rcodes;
      options[name] = [...options[name], ...rcodes];
      return null;
    }
    case "tls":
      later();
      return remainingArguments(directive).length > 3 ? wrongArguments(directive) : null;
    case "resolver":
      return readResolvers(directive, reading);
    default:
      return readValue(directive, options, reading);
  }
}

function readRcodes(directive: Dispenser, option: string): Mistake | readonly Rcode[] {
  const words = remainingArguments(directive);
  if (words.length === 0) return wrongArguments(directive);
  const rcodes: Rcode[] = [];
  for (const word of words) {
    const rcode = parseRcode(word.toUpperCase());
    if (rcode === null) return wrong(directive, `${word} is not a valid rcode`);
    if (option === "failover" && rcode === "NOERROR") {
      return wrong(directive, "NoError cannot be used in failover");
    }
    rcodes.push(rcode);
  }
  return rcodes;
}

function readResolvers(directive: Dispenser, reading: Reading): Mistake | null {
  const words = remainingArguments(directive);
  if (words.length === 0) return wrongArguments(directive);
  const resolvers: Resolver[] = [];
  for (const word of words) {
    const split = splitHostPort(word);
    const { host, port } = split.ok ? split.value : { host: word, port: UPSTREAM_PORTS.dns };
    const address = parseAddress(host);
    if (address === null) {
      const reason = `resolver must be an IP address or IP:port: ${quoteGo(word)}`;
      return wrong(directive, reason);
    }
    resolvers.push({ address, port: Number(port) });
  }
  reading.resolvers = resolvers;
  return null;
}

// Options with one value.
function readValue(
  directive: Dispenser,
  options: Draft<ForwardOptions>,
  reading: Reading,
): Mistake | null {
  const name = currentText(directive);
  if (!VALUE_OPTIONS.has(name)) return wrongHere(directive, `unknown property '${name}'`);
  const text = nextArgument(directive);
  if (isMistake(text)) return text;
  switch (name) {
    case "policy":
      if (text !== "random" && text !== "round_robin" && text !== "sequential") {
        return wrongHere(directive, `unknown policy '${text}'`);
      }
      options.policy = text;
      return null;
    case "max_fails":
    case "max_connect_attempts": {
      const count = readUnsigned(text);
      if (!count.ok) return wrong(directive, count.error);
      if (name === "max_connect_attempts") options.maxConnectAttempts = count.value;
      else options.maxFails = count.value;
      return null;
    }
    case "max_concurrent":
    case "max_idle_conns": {
      const count = readInteger(text);
      if (!count.ok) return wrong(directive, count.error);
      if (count.value < 0) return wrong(directive, `${name} can't be negative: ${count.value}`);
      if (name === "max_concurrent") options.maxConcurrent = count.value;
      else options.idle = { ...options.idle, most: count.value };
      return null;
    }
    case "doh_method":
      if (text === "POST" || text === "GET") return null;
      return wrong(directive, "doh_method must be either POST or GET");
    case "tls_servername":
      reading.tlsServerName = text;
      return null;
    case "source_address":
      reading.unsupported.push({ feature: "forward: source_address", token: current(directive) });
      if (parseAddress(text) !== null) return null;
      return wrongHere(directive, `invalid IP address: ${text}`);
    default:
      return readTime(directive, options, { name, text });
  }
}

const VALUE_OPTIONS: ReadonlySet<string> = new Set([
  "policy",
  "max_fails",
  "max_connect_attempts",
  "max_concurrent",
  "max_idle_conns",
  "doh_method",
  "tls_servername",
  "source_address",
  "health_check",
  "expire",
  "max_age",
  "read_timeout",
]);

function readTime(
  directive: Dispenser,
  options: Draft<ForwardOptions>,
  { name, text }: { readonly name: string; readonly text: string },
): Mistake | null {
  const duration = readDuration(text);
  if (!duration.ok) return wrong(directive, duration.error);
  const seconds = duration.value;
  if (name === "read_timeout") {
    options.readTimeout = seconds;
    if (seconds > 0) return null;
    return wrong(directive, `read_timeout must be positive: ${formatDuration(seconds)}`);
  }
  if (seconds < 0) {
    const shown = name === "health_check" ? String(seconds * 1e9) : formatDuration(seconds);
    return wrong(directive, `${name} can't be negative: ${shown}`);
  }
  if (name === "expire") options.idle = { ...options.idle, expire: seconds };
  if (name === "max_age") options.idle = { ...options.idle, maxAge: seconds };
  return name === "health_check" ? readHealthCheck(directive, options, seconds) : null;
}

function readHealthCheck(
  directive: Dispenser,
  options: Draft<ForwardOptions>,
  interval: number,
): Mistake | null {
  let { recursion, domain: asked } = options.healthCheck;
  while (advanceOnLine(directive)) {
    const option = currentText(directive);
    if (option === "no_rec") {
      recursion = false;
      continue;
    }
    if (option !== "domain") return wrong(directive, `health_check: unknown option ${option}`);
    const domain = nextArgument(directive);
    if (isMistake(domain)) return domain;
    if (!isDomainName(domain)) {
      return wrong(directive, `health_check: invalid domain name ${domain}`);
    }
    asked = fullyQualified(domain);
  }
  options.healthCheck = { interval, recursion, domain: asked };
  return null;
}
