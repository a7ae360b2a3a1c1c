import type { Family } from "../../base/address.js";
import { formatPrefix } from "../../base/prefix.js";
import type { ContainerDeclaration } from "../../cluster/topology/container.js";
import type { IptablesEdit } from "../../netfilter/iptables/edit.js";
import { DOCKER_BRIDGE, DOCKER_RANGE, placeContainers } from "./bridge-network.js";

/**
 * The rules that docker has on a host with these containers, in the order that they end up in (Docker Engine 26
 * libnetwork/drivers/bridge/setup_ip_tables_linux.go: setupIPChains, setupIPTablesInternal; libnetwork/iptables/iptables.go: Forward).
 */
export function dockerEdits(
  containers: readonly ContainerDeclaration[],
  host: string,
  family: Family,
): readonly IptablesEdit[] {
  const placed = placeContainers(containers, host);
  // Its own network has no IPv6 unless somebody says so.
  if (placed.length === 0 || family === "ipv6") return [];
  const ports = placed.flatMap(({ container, address }) =>
    address === null ? [] : container.published.map((port) => ({ ...port, container: address })),
  );
  const bridge = DOCKER_BRIDGE;
  const lines = [
    "*filter",
    // docker switched forwarding on, so that it must keep strangers out.
    ":FORWARD DROP [0:0]",
    ":DOCKER - [0:0]",
    ":DOCKER-ISOLATION-STAGE-1 - [0:0]",
    ":DOCKER-ISOLATION-STAGE-2 - [0:0]",
    ":DOCKER-USER - [0:0]",
    "-A FORWARD -j DOCKER-USER",
    "-A FORWARD -j DOCKER-ISOLATION-STAGE-1",
    `-A FORWARD -o ${bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
    `-A FORWARD -o ${bridge} -j DOCKER`,
    `-A FORWARD -i ${bridge} ! -o ${bridge} -j ACCEPT`,
    `-A FORWARD -i ${bridge} -o ${bridge} -j ACCEPT`,
    ...ports.map(
      ({ container, protocol, containerPort }) =>
        `-A DOCKER -d ${container}/32 ! -i ${bridge} -o ${bridge} -p ${protocol} -m ${protocol} --dport ${containerPort} -j ACCEPT`,
    ),
    `-A DOCKER-ISOLATION-STAGE-1 -i ${bridge} ! -o ${bridge} -j DOCKER-ISOLATION-STAGE-2`,
    "-A DOCKER-ISOLATION-STAGE-1 -j RETURN",
    `-A DOCKER-ISOLATION-STAGE-2 -o ${bridge} -j DROP`,
    "-A DOCKER-ISOLATION-STAGE-2 -j RETURN",
    "-A DOCKER-USER -j RETURN",
    "COMMIT",
    "*nat",
    ":DOCKER - [0:0]",
    "-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER",
    // docker-proxy serves the host's own 127.0.0.0/8.
    "-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER",
    `-A POSTROUTING -s ${formatPrefix(DOCKER_RANGE)} ! -o ${bridge} -j MASQUERADE`,
    ...ports.map(
      ({ container, protocol, containerPort }) =>
        `-A POSTROUTING -s ${container}/32 -d ${container}/32 -p ${protocol} -m ${protocol} --dport ${containerPort} -j MASQUERADE`,
    ),
    `-A DOCKER -i ${bridge} -j RETURN`,
    ...ports.map(
      ({ container, protocol, address, hostPort, containerPort }) =>
        `-A DOCKER${address === null ? "" : ` -d ${address}/32`} ! -i ${bridge} -p ${protocol} -m ${protocol} --dport ${hostPort} -j DNAT --to-destination ${container}:${containerPort}`,
    ),
    "COMMIT",
  ];
  return [{ kind: "restore", owner: "docker", text: `${lines.join("\n")}\n` }];
}
