import { formatEndpoint } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import { familyOf } from "../../base/address.js";
import { realServerName, virtualServerName } from "../../trace/virtual-server.js";
import type {
  IpvsConnectionEntry,
  RealServer,
  VirtualServer,
  VirtualServerAddress,
} from "../../trace/virtual-server.js";
import { sortServers } from "./sort-servers.js";

/** What `ipvsadm -Sn` prints, which `ipvsadm -R` reads (ipvsadm 1.31). */
export function printIpvsSave(servers: readonly VirtualServer[]): string {
  return sortServers(servers).flatMap(savedLines).join("");
}

function savedLines(server: VirtualServer): readonly string[] {
  const { of, scheduler, persistentSeconds, realServers } = server;
  const name = serviceOption(of);
  const persistent =
    persistentSeconds === null ? "" : ` -p ${persistentSeconds}${maskText(server, " -M ")}`;
  const oneByOne = server.flags.includes("one-packet") ? " -o" : "";
  const flags = flagsText(server);
  return [
    `-A ${name} -s ${scheduler}${persistent}${oneByOne}${flags === "" ? "" : ` -b ${flags}`}\n`,
    ...realServers.map(
      (real) =>
        `-a ${name} -r ${realServerName(real)} ${METHODS[real.method].option} -w ${real.weight}${real.method === "tunnel" ? " --tun-type ipip" : ""}\n`,
    ),
  ];
}

const METHODS: Readonly<
  Record<RealServer["method"], { readonly option: string; readonly name: string }>
> = {
  masq: { option: "-m", name: "Masq" },
  route: { option: "-g", name: "Route" },
  tunnel: { option: "-i", name: "Tunnel" },
};

/** What `ipvsadm -Ln` prints, with the connections of each real server. */
export function printIpvsList(
  servers: readonly VirtualServer[],
  entries: readonly IpvsConnectionEntry[],
): string {
  const head = [
    "IP Virtual Server version 1.2.1 (size=4096)\n",
    "Prot LocalAddress:Port Scheduler Flags\n",
    "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n",
  ];
  const lines = sortServers(servers).flatMap((server) => {
    const own = entries.filter((entry) => entry.server === virtualServerName(server.of));
    return [listedServer(server), ...server.realServers.map((real) => listedReal(real, own))];
  });
  return [...head, ...lines].join("");
}

function listedServer(server: VirtualServer): string {
  const { of, scheduler, persistentSeconds } = server;
  const flags = flagsText(server);
  const persistent =
    persistentSeconds === null
      ? ""
      : ` persistent ${persistentSeconds}${maskText(server, " mask ")}`;
  const oneByOne = server.flags.includes("one-packet") ? " ops" : "";
  const shown = flags === "" ? "" : ` (${flags})`;
  return `${listedName(of)} ${scheduler}${shown}${persistent}${oneByOne}\n`;
}

function listedName(of: VirtualServerAddress): string {
  if (of.kind === "mark") return virtualServerName(of).replace("FWM ", "FWM  ");
  return `${of.protocol.toUpperCase().padEnd(4)} ${formatEndpoint(of.address, of.port)}`;
}

function listedReal(real: RealServer, entries: readonly IpvsConnectionEntry[]): string {
  const name = realServerName(real);
  const count = (counts: IpvsConnectionEntry["counts"]): number =>
    entries.filter((entry) => entry.real === name && entry.counts === counts).length;
  const columns = [
    name.padEnd(28),
    METHODS[real.method].name.padEnd(7),
    String(real.weight).padEnd(6),
    String(count("active")).padEnd(10),
    String(count("inactive")).padEnd(10),
  ];
  return `  -> ${columns.join(" ")}\n`;
}

/** What `ipvsadm -Lnc` prints. */
export function printIpvsConnections(entries: readonly IpvsConnectionEntry[], now: number): string {
  const line = (words: readonly string[]): string => {
    const [protocol = "", expires = "", state = "", client = "", virtual = "", real = ""] = words;
    return `${protocol.padEnd(3)} ${expires.padEnd(6)} ${state.padEnd(11)} ${client.padEnd(18)} ${virtual.padEnd(18)} ${real}\n`;
  };
  return [
    "IPVS connection entries\n",
    line(["pro", "expire", "state", "source", "virtual", "destination"]),
    ...entries.map(({ protocol, expiresAt, state, client, virtual, real }) => {
      const seconds = Math.floor((expiresAt - now) / 1_000_000);
      const expires = [Math.floor(seconds / 60), seconds % 60]
        .map((number) => String(number).padStart(2, "0"))
        .join(":");
      return line([protocol.toUpperCase(), expires, state, client, virtual, real]);
    }),
  ].join("");
}

function serviceOption(of: VirtualServerAddress): string {
  if (of.kind === "mark") return `-f ${of.mark}${of.family === "ipv6" ? " -6" : ""}`;
  const option = { tcp: "-t", udp: "-u", sctp: "--sctp-service" }[of.protocol];
  return `${option} ${formatEndpoint(of.address, of.port)}`;
}

function flagsText({ scheduler, flags }: VirtualServer): string {
  const names =
    scheduler === "sh" || scheduler === "mh"
      ? { "flag-1": `${scheduler}-fallback`, "flag-2": `${scheduler}-port` }
      : { "flag-1": "flag-1", "flag-2": "flag-2", "flag-3": "flag-3" };
  return Object.entries(names)
    .filter(([flag]) => flags.some((own) => own === flag))
    .map(([, name]) => name)
    .join(",");
}

// Of IPv4 an address, of IPv6 a length.
function maskText({ maskBits, of }: VirtualServer, before: string): string {
  if (maskBits === null) return "";
  const family: Family = of.kind === "mark" ? of.family : familyOf(of.address);
  if (family === "ipv6") return maskBits === 128 ? "" : `${before}${maskBits}`;
  if (maskBits === 32) return "";
  const bits = [24, 16, 8, 0].map((shift) => {
    const ones = Math.max(0, Math.min(8, maskBits - (24 - shift)));
    return 256 - 2 ** (8 - ones);
  });
  return `${before}${bits.join(".")}`;
}
