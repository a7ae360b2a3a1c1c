import { bridge } from "./bridge/bridge.js";
import { cat } from "./host/cat.js";
import { conntrack } from "./host/conntrack.js";
import { hostname } from "./host/hostname.js";
import { dig, nslookup } from "./host/lookup.js";
import { ipset } from "./host/ipset.js";
import { ipvsadm } from "./host/ipvsadm.js";
import { sysctl } from "./host/setting.js";
import { ss } from "./host/ss.js";
import { ip } from "./ip/ip.js";
import { ip6tables, iptables } from "./iptables/iptables.js";
import { ip6tablesSave, iptablesSave } from "./iptables/save.js";
import { kubectl } from "./kubectl/kubectl.js";
import { nft } from "./nft/nft.js";
import type { Tool } from "./tool.js";

/** The tools that are imitated, in the order in which they are listed. */
export const TOOLS: readonly Tool[] = [
  ip,
  iptables,
  conntrack,
  bridge,
  ss,
  iptablesSave,
  ip6tables,
  ip6tablesSave,
  ipset,
  nft,
  ipvsadm,
  sysctl,
  cat,
  hostname,
  dig,
  nslookup,
  kubectl,
];
