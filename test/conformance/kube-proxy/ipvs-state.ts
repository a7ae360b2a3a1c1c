import type { ProxyOutput } from "../../../src/index.js";
import { list, object, text } from "../../support/loose-json.js";

/** What ipvs mode keeps beside rules, in an order of its own: what kube-proxy promises of it. */
export interface IpvsState {
  readonly dummyAddresses: readonly string[];
  /** Each virtual server as `ipvsadm -R` reads it, with its real servers behind it. */
  readonly virtualServers: readonly string[];
  /** `create` lines in their order. */
  readonly sets: readonly string[];
  readonly entries: readonly string[];
}

/** The state that a compiler's texts make. */
export function readIpvsState(output: ProxyOutput): IpvsState {
  const lines = output.ipsets.trimEnd().split("\n");
  const servers = output.ipvs
    .split(/^(?=-A )/m)
    .filter((each) => each !== "")
    .map((each) => inOneOrder(each.trimEnd().split("\n")));
  return {
    dummyAddresses: output.dummyAddresses.toSorted(),
    virtualServers: servers.toSorted(),
    sets: lines.filter((line) => line.startsWith("create ")),
    entries: lines.filter((line) => line.startsWith("add ")).toSorted(),
  };
}

/** The state that a recording of the real kube-proxy holds. */
export function recordedIpvsState(json: string): IpvsState {
  const state = object(JSON.parse(json));
  const sets = list(state["ipsets"]).map(object);
  return {
    dummyAddresses: list(state["dummyAddresses"]).map(text).toSorted(),
    virtualServers: list(state["virtualServers"])
      .map((server) => serverText(object(server)))
      .toSorted(),
    sets: sets.map((set) =>
      set["type"] === "bitmap:port"
        ? `create ${text(set["name"])} bitmap:port range 0-65535`
        : `create ${text(set["name"])} ${text(set["type"])} family ${text(set["family"])} hashsize 1024 maxelem 65536`,
    ),
    entries: sets
      .flatMap((set) =>
        list(set["entries"]).map((entry) => `add ${text(set["name"])} ${text(entry)}`),
      )
      .toSorted(),
  };
}

const OPTIONS: Readonly<Record<string, string>> = {
  TCP: "-t",
  UDP: "-u",
  SCTP: "--sctp-service",
};

function serverText(server: Readonly<Record<string, unknown>>): string {
  const name = `${OPTIONS[text(server["protocol"])] ?? "?"} ${endText(server)}`;
  const persistent = server["persistent"] === true ? ` -p ${String(server["timeoutSeconds"])}` : "";
  // The recordings do not say the flag that mh gets.
  const flags = server["scheduler"] === "mh" ? " -b mh-port" : "";
  return inOneOrder([
    `-A ${name} -s ${text(server["scheduler"])}${persistent}${flags}`,
    ...list(server["realServers"])
      .map(object)
      .map((real) => `-a ${name} -r ${endText(real)} -m -w ${String(real["weight"])}`),
  ]);
}

// A server and its real servers, which kube-proxy keeps in a set (pkg/proxy/ipvs/proxier.go: syncEndpoint, newEndpoints).
function inOneOrder([server = "", ...realServers]: readonly string[]): string {
  return [server, ...realServers.toSorted()].join("; ");
}

function endText(from: Readonly<Record<string, unknown>>): string {
  const address = text(from["address"]);
  return `${address.includes(":") ? `[${address}]` : address}:${String(from["port"])}`;
}
