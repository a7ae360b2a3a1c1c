import { spawnSync } from "node:child_process";
import type { Family } from "../../src/base/address.js";
import { en } from "../../src/message/command/en.js";
import { removeScript, setupScript } from "../../src/cli/setup/script.js";
import { printSave } from "../../src/netfilter/iptables/print-save.js";
import type { Namespace } from "../../src/network/namespace.js";
import type { Network } from "../../src/network/network.js";
import type { Route } from "../../src/network/route.js";
import type { HostRules } from "../../src/network/set-up/host-rules.js";
import { setUpSteps } from "../../src/network/set-up/set-up-steps.js";
import type { SetUpStep } from "../../src/network/set-up/set-up-step.js";

/** What a namespace has, as far as the model says it: texts that can be compared. */
export interface Facts {
  readonly links: readonly string[];
  readonly routes: readonly string[];
  readonly neighbours: readonly string[];
  readonly forwardings: readonly string[];
  readonly sysctls: readonly string[];
  readonly rules: Readonly<Record<Family, string>>;
}

/** What a script of the real tools found. */
export interface Built {
  readonly failure: string | null;
  readonly output: string;
}

/** Builds a network with the real tools, in a mount of its own that takes all its namespaces along when it ends; at most 60 seconds. */
export function runBuilt(steps: readonly SetUpStep[], then: string): Built {
  const script = [
    "set -e",
    "mkdir -p /run/netns",
    "mount -t tmpfs none /run/netns",
    'cat > /run/netns/.all; csplit -s -f /run/netns/.part /run/netns/.all "/^#CUT#/"',
    "bash /run/netns/.part00 && rm /run/netns/.all",
    then,
    "bash /run/netns/.part01 && bash /run/netns/.part01",
    'test -z "$(ls /run/netns)"',
  ].join("\n");
  const input = `${setupScript(steps, "x", en)}#CUT#\n${removeScript(steps, "x", en)}`;
  const result = spawnSync("unshare", ["--mount", "--net", "bash", "-c", script], {
    input,
    encoding: "utf8",
    timeout: 60_000,
  });
  const message = result.error?.message ?? `${result.stderr} (status ${result.status})`;
  return { failure: result.status === 0 ? null : message, output: result.stdout };
}

/** The steps of a network with unmistakable names. */
export function stepsFor(network: Network, rules: readonly HostRules[]): readonly SetUpStep[] {
  return setUpSteps(network, rules, { prefix: "t-" });
}

/** The shell that asks a namespace for its facts, one JSON text or dump a section. */
export function askFacts(netns: string, { sysctls }: Namespace): string {
  const inside = `ip netns exec ${netns}`;
  const names = Object.keys(sysctls).join(" ");
  return [
    `echo '== ${netns}'`,
    ...[
      `ip -n ${netns} -j -d addr`,
      `ip -n ${netns} -j route`,
      `ip -n ${netns} -j -6 route`,
      `ip -n ${netns} -j -4 neigh show nud permanent`,
      `ip -n ${netns} -j -6 neigh show nud permanent`,
      `bridge -n ${netns} -j fdb`,
      names === "" ? "true" : `${inside} sysctl -e ${names}`,
      `${inside} iptables-nft-save`,
      `${inside} ip6tables-nft-save`,
    ].flatMap((command) => [command, "echo; echo '--'"]),
  ].join("\n");
}

/** The answers to that shell, by the names of the namespaces. */
export function readFacts(output: string): ReadonlyMap<string, Facts> {
  const found = output
    .split(/^== /m)
    .slice(1)
    .map((part): readonly [string, Facts] => {
      const [head = "", ...lines] = part.split("\n");
      const sections = lines.join("\n").split(/^--$/m);
      const json = (index: number): Row[] => JSON.parse(sections[index]?.trim() || "[]") as Row[];
      return [
        head,
        {
          links: json(0).map(linkText).sort(),
          routes: [...json(1), ...json(2).map((row) => ({ ...row, isIpv6: true }))]
            .flatMap(routeText)
            .sort(),
          neighbours: [...json(3), ...json(4)].map(neighbourText).sort(),
          forwardings: json(5).flatMap(forwardingText).sort(),
          sysctls: (sections[6] ?? "").trim().split("\n").filter(Boolean).sort(),
          rules: { ipv4: withoutRemarks(sections[7]), ipv6: withoutRemarks(sections[8]) },
        },
      ];
    });
  return new Map(found);
}

/** The same facts of the model. */
export function modelFacts(namespace: Namespace, rules: HostRules | undefined): Facts {
  const { devices, routes, neighbours, forwardings, sysctls } = namespace;
  const dump = (family: Family): string => {
    const ruleSet = rules?.ruleSets.find((candidate) => candidate.family === family);
    return ruleSet === undefined ? "" : printSave(ruleSet);
  };
  return {
    links: devices
      .map((device) => {
        const own = device.addresses
          .filter(({ address }) => !address.startsWith("fe80"))
          .map(({ address, length }) => `${address}/${length}`);
        const { hairpin, isolated } = device.port;
        const port = device.master === null ? "" : `${device.master} ${hairpin} ${isolated}`;
        return [device.name, device.mac, device.mtu, device.up, port, ...own.sort()].join(" ");
      })
      .sort(),
    routes: [...routes.ipv4, ...routes.ipv6].flatMap(modelRoute).sort(),
    neighbours: neighbours.map(({ address, mac, device }) => `${address} ${mac} ${device}`).sort(),
    forwardings: forwardings
      .map(({ mac, device, destination }) => `${mac} ${device} ${destination ?? ""}`)
      .sort(),
    sysctls: Object.entries(sysctls)
      .map(([name, value]) => `${dotted(name)} = ${value}`)
      .sort(),
    rules: { ipv4: dump("ipv4"), ipv6: dump("ipv6") },
  };
}

type Row = Readonly<Record<string, unknown>>;

function linkText(row: Row): string {
  const addresses = (row["addr_info"] as Row[])
    .filter(({ scope, family }) => !(family === "inet6" && scope === "link"))
    .map(({ local, prefixlen }) => `${String(local)}/${String(prefixlen)}`);
  const slave = (row["linkinfo"] as Row | undefined)?.["info_slave_data"] as Row | undefined;
  const port =
    typeof row["master"] === "string"
      ? `${row["master"]} ${String(slave?.["hairpin"])} ${String(slave?.["isolated"])}`
      : "";
  const isUp = (row["flags"] as string[]).includes("UP");
  const head = [row["ifname"], row["address"], row["mtu"], isUp, port];
  return [...head, ...addresses.sort()].map(String).join(" ");
}

function routeText(row: Row): readonly string[] {
  const isIpv6 = row["isIpv6"] === true;
  const destination = String(row["dst"]);
  if (destination.startsWith("fe80") || destination.startsWith("ff00")) return [];
  const flags = row["flags"] as string[] | undefined;
  const type = row["type"] ?? "unicast";
  return [
    [
      type,
      destination,
      row["gateway"] ?? "-",
      type === "unicast" ? row["dev"] : "-",
      row["protocol"] ?? "boot",
      isIpv6 ? "-" : (row["scope"] ?? "global"),
      row["prefsrc"] ?? "-",
      isIpv6 ? row["metric"] : "-",
      flags?.includes("onlink") === true ? "onlink" : "-",
    ]
      .map(String)
      .join(" "),
  ];
}

function modelRoute(route: Route): readonly string[] {
  const { kind, destination, gateway, device, protocol, scope, source, metric, onlink } = route;
  const { base, length, family } = destination;
  if (base.startsWith("fe80")) return [];
  const isHost = length === (family === "ipv4" ? 32 : 128);
  const text = length === 0 ? "default" : isHost ? base : `${base}/${length}`;
  return [
    [
      kind,
      text,
      gateway ?? "-",
      device ?? "-",
      protocol,
      family === "ipv6" ? "-" : scope,
      source ?? "-",
      family === "ipv6" ? metric : "-",
      onlink ? "onlink" : "-",
    ].join(" "),
  ];
}

function neighbourText({ dst, dev, lladdr }: Row): string {
  return [dst, lladdr, dev].map(String).join(" ");
}

// What was learned comes and goes; the kernel's own entries lead to no tunnel.
function forwardingText({ mac, ifname, dst, state }: Row): readonly string[] {
  const isStatic = state === "permanent";
  return isStatic && dst !== undefined ? [[mac, ifname, dst].map(String).join(" ")] : [];
}

// The counters of the policies have moved on already.
function withoutRemarks(dump = ""): string {
  const lines = dump.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => `${line.replace(/^(:.*) \[\d+:\d+\]$/, "$1 [0:0]")}\n`).join("");
}

// sysctl prints a dot for each slash, and a slash for a device's dot.
function dotted(name: string): string {
  return name.replaceAll(/[./]/g, (sign) => (sign === "/" ? "." : "/"));
}
