import { familyOf } from "../../base/address.js";
import type { Family } from "../../base/address.js";
import type { BridgePortSettings } from "../../cluster/topology/device.js";
import { formatInterfaceAddress } from "../device.js";
import { linkWords, lowerWords } from "./link-words.js";
import { prefixWords, routeWords, ruleWords } from "./route-words.js";
import type { LanPort, SetUpStep, VethEnd } from "./set-up-step.js";
import { shellDevice } from "./shell-name.js";

/** The shell command of a step, or several of them, a line each. */
export function printStep(step: SetUpStep): string {
  switch (step.kind) {
    case "add-lan":
      return lines(
        `ip netns add ${step.netns}`,
        `ip -n ${step.netns} link add name ${SWITCH} type bridge`,
        `ip -n ${step.netns} link set dev ${SWITCH} up`,
      );
    case "add-namespace":
      return `ip netns add ${step.at.netns}`;
    case "add-veth-pair": {
      const [a, b] = step.ends;
      return `ip link add name ${endWords(a)} type veth peer name ${endWords(b)}`;
    }
    case "plug-into-lan":
      return lines(
        pairWith(step.end, step.lan),
        `ip -n ${step.lan.netns} link set dev ${step.lan.port} master ${SWITCH} up`,
      );
    case "plug-into-beyond":
      return lines(
        `ip netns add ${step.beyond.netns} 2>/dev/null || true`,
        pairWith(step.end, step.beyond),
        `ip -n ${step.beyond.netns} link set dev ${step.beyond.port} up`,
      );
    case "add-device":
      return addDevice(step);
    case "set-mtu":
      return `${ipLink(step)} mtu ${step.mtu}`;
    case "set-master":
      return `${ipLink(step)} master ${shellDevice(step.master)}`;
    case "set-port":
      return `bridge -n ${step.at.netns} link set dev ${shellDevice(step.device)} ${portWords(step.port)}`;
    case "set-promiscuous":
      return `${ipLink(step)} promisc on`;
    case "add-address": {
      // An IPv6 address is of no use until nobody has objected to it; here nobody can.
      const nodad = familyOf(step.address.address) === "ipv6" ? " nodad" : "";
      return `ip -n ${step.at.netns} addr add ${formatInterfaceAddress(step.address)} dev ${shellDevice(step.device)}${nodad}`;
    }
    case "remove-address":
      return `ip -n ${step.at.netns} addr del ${formatInterfaceAddress(step.address)} dev ${shellDevice(step.device)}`;
    case "set-up":
      return `${ipLink(step)} up`;
    case "set-sysctl":
      return inNamespace(step.at.netns, `sysctl -qw ${quoted(`${step.name}=${step.value}`)}`);
    case "add-route":
      return `${ipOf(step.route.destination.family, step.at.netns)} route add ${routeWords(step.route)}`;
    case "delete-route":
      return `${ipOf(step.destination.family, step.at.netns)} route del ${prefixWords(step.destination)} dev ${shellDevice(step.device)}`;
    case "add-routing-rule":
      return `${ipOf(step.rule.family, step.at.netns)} rule add ${ruleWords(step.rule)}`;
    case "add-neighbour": {
      const { address, mac, device } = step.neighbour;
      return `ip -n ${step.at.netns} neigh add ${address} lladdr ${mac} dev ${shellDevice(device)} nud permanent`;
    }
    case "add-forwarding": {
      const { mac, device, destination, via } = step.forwarding;
      const by = via === undefined ? "" : ` via ${shellDevice(via)}`;
      const to = destination === null ? "" : ` dst ${destination}${by}`;
      const whose = step.ofBridge ? "master static" : "self permanent";
      return `bridge -n ${step.at.netns} fdb append ${mac} dev ${shellDevice(device)}${to} ${whose}`;
    }
    case "load-ipvs":
      return hereDocument(inNamespace(step.at.netns, "ipvsadm -R"), step.text);
    case "load-ipsets":
      return hereDocument(inNamespace(step.at.netns, "ipset restore"), step.text);
    case "load-nftables":
      return hereDocument(inNamespace(step.at.netns, "nft -f -"), step.text);
    case "load-rules": {
      const program = { ipv4: "iptables", ipv6: "ip6tables" }[step.family];
      const command = `${program}-${step.backend}-restore`;
      return hereDocument(inNamespace(step.at.netns, command), step.text);
    }
  }
}

/** The name of a LAN's switch in its namespace. */
const SWITCH = "switch";

function addDevice({ at, device, mac, link }: SetUpStep & { readonly kind: "add-device" }): string {
  const name = shellDevice(device);
  const add = `ip -n ${at.netns} link add ${lowerWords(link)}name ${name}`;
  if (link.kind !== "ipip" && link.kind !== "gre")
    return `${add} address ${mac} type ${linkWords(link)}`;
  const command = `${add} type ${linkWords(link)}`;
  if (link.remote !== null) return command;
  // Loading the module makes the fallback device of this name by itself.
  return `${command} 2>/dev/null || ip -n ${at.netns} link show dev ${name} >/dev/null`;
}

function pairWith(end: VethEnd, { netns, port, mtu }: LanPort): string {
  const size = mtu === 1500 ? "" : ` mtu ${mtu}`;
  return `ip link add name ${endWords(end)} type veth peer name ${port} netns ${netns}${size}`;
}

function endWords({ at, device, mac }: VethEnd): string {
  return `${shellDevice(device)} address ${mac} netns ${at.netns}`;
}

function ipLink({
  at,
  device,
}: Extract<SetUpStep, { readonly device: string; readonly kind: `set-${string}` }>): string {
  return `ip -n ${at.netns} link set dev ${shellDevice(device)}`;
}

function ipOf(family: Family, netns: string): string {
  return family === "ipv6" ? `ip -6 -n ${netns}` : `ip -n ${netns}`;
}

function inNamespace(netns: string, command: string): string {
  return `ip netns exec ${netns} ${command}`;
}

function portWords(port: Partial<BridgePortSettings>): string {
  return Object.entries(port)
    .map(([name, isOn]) => `${name} ${isOn ? "on" : "off"}`)
    .join(" ");
}

function hereDocument(command: string, text: string): string {
  let end = "END";
  while (text.split("\n").includes(end)) end += "_";
  return `${command} <<'${end}'\n${text.replace(/\n*$/, "\n")}${end}`;
}

function lines(...all: readonly string[]): string {
  return all.join("\n");
}

function quoted(word: string): string {
  return /^[A-Za-z0-9._/=:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
