import { errorAt } from "../../base/diagnostic.js";
import type { DeviceLink } from "../../cluster/topology/device.js";
import type { ForwardingDeclaration } from "../../cluster/topology/host.js";
import type { Statement, Word } from "../syntax.js";
import { readAddress } from "../value/address.js";
import { readChoice } from "../value/name.js";
import { readNumber } from "../value/number.js";
import type { WordReader } from "../word-reader.js";
import { readDeviceName } from "./device-word.js";
import { withDevice } from "./host-draft.js";
import type { HostDraft } from "./host-draft.js";

const KINDS = ["ethernet", "dummy", "vxlan", "ipip", "gre", "macvlan", "ipvlan"] as const;
const ELSEWHERE = ["vlan", "bond", "tun", "tap", "wireguard", "sit", "ip6tnl", "vrf", "geneve"];

/** Reads `device vxlan0 vxlan id 42 local 10.0.0.1 dev eth0 dstport 8472`: a device that no cable makes, as `ip link add … type …` says it. */
export function readDevice(words: WordReader, part: Statement, host: HostDraft): HostDraft {
  const { report } = words;
  const word = words.take("DEVICE");
  const name = word && readDeviceName(word, report);
  words.skip("type");
  const kind = words.peek() === null ? null : words.take(KINDS.join(", "));
  if (kind?.text === "bridge" || kind?.text === "veth") {
    const expected = [kind.text === "veth" ? "link RED.eth0 BLUE.eth0" : "bridge NAME { ports … }"];
    report(errorAt(kind.span, "made-elsewhere", { word: kind.text, expected }));
    return host;
  }
  const chosen = kind === null ? "ethernet" : readChoice(kind, KINDS, report, ELSEWHERE);
  const made = chosen === null ? null : readKind(chosen, words, part);
  if (name === null || made === null) return host;
  if ((host.devices.get(name.value)?.link ?? null) !== null) {
    report(errorAt(name.span, "duplicate-name", { what: "device", name: name.value }));
    return host;
  }
  const { link, remote } = made;
  const flooded = remote === null ? [] : [floodTo(remote, { device: name.value, link }, part)];
  const known = withDevice(host, name, { link, span: name.span });
  return { ...known, forwardings: [...known.forwardings, ...flooded] };
}

/** What a VXLAN device made with `remote` has in its table: the far end for what has no entry of its own, by the device that it is bound to (linux drivers/net/vxlan: __vxlan_dev_create). */
function floodTo(
  destination: NonNullable<ForwardingDeclaration["destination"]>,
  { device, link }: { readonly device: string; readonly link: DeviceLink },
  { span }: Statement,
): ForwardingDeclaration {
  const lower = link.kind === "vxlan" ? link.lower : null;
  const via = lower === null ? {} : { via: lower };
  return { mac: "00:00:00:00:00:00", device, destination, ...via, span };
}

interface MadeLink {
  readonly link: DeviceLink;
  readonly remote: ForwardingDeclaration["destination"];
}

function readKind(
  kind: (typeof KINDS)[number],
  words: WordReader,
  part: Statement,
): MadeLink | null {
  const options = readOptions(kind, words);
  if (options === null) return null;
  const { report } = words;
  const { local = null, remote = null, lower = null } = options;
  switch (kind) {
    case "ethernet":
    case "dummy":
      return { link: { kind }, remote: null };
    case "vxlan": {
      const { vni, port = VXLAN_PORT, learning = true } = options;
      if (vni === undefined) {
        report(errorAt(part.span, "missing-value", { after: "vxlan", expected: ["id NUMBER"] }));
        return null;
      }
      return { link: { kind, vni, local, port, lower, learning }, remote };
    }
    case "ipip":
    case "gre":
      return { link: { kind, local, remote }, remote: null };
    case "macvlan":
    case "ipvlan": {
      if (lower === null) {
        report(errorAt(part.span, "missing-value", { after: kind, expected: ["link DEVICE"] }));
        return null;
      }
      if (kind === "macvlan")
        return { link: { kind, lower, mode: options.macvlan ?? "vepa" }, remote: null };
      return { link: { kind, lower, mode: options.ipvlan ?? "l3" }, remote: null };
    }
  }
}

/** The port that the kernel takes where `dstport` is not said, which is not IANA's. */
const VXLAN_PORT = 8472;

interface Options {
  vni?: number;
  local?: DeviceAddressOrNull;
  remote?: DeviceAddressOrNull;
  lower?: string;
  port?: number;
  learning?: boolean;
  macvlan?: "bridge" | "private" | "vepa" | "passthru";
  ipvlan?: "l2" | "l3" | "l3s";
}

type DeviceAddressOrNull = ForwardingDeclaration["destination"];

const OPTIONS: Readonly<Record<(typeof KINDS)[number], readonly string[]>> = {
  ethernet: [],
  dummy: [],
  vxlan: ["id", "local", "remote", "dev", "dstport", "nolearning", "learning"],
  ipip: ["local", "remote"],
  gre: ["local", "remote"],
  macvlan: ["link", "mode"],
  ipvlan: ["link", "mode"],
};

function readOptions(kind: (typeof KINDS)[number], words: WordReader): Options | null {
  const options: Options = {};
  let right = true;
  for (let word = words.peek(); word !== null; word = words.peek()) {
    words.take("");
    const choice = readChoice(word, OPTIONS[kind], words.report, ["ttl", "tos", "group", "key"]);
    if (choice === null) return null;
    right = readOption(word, kind, words, options) && right;
  }
  return right ? options : null;
}

function readOption(
  word: Word,
  kind: (typeof KINDS)[number],
  words: WordReader,
  options: Options,
): boolean {
  const { report } = words;
  switch (word.text) {
    case "learning":
    case "nolearning":
      options.learning = word.text === "learning";
      return true;
    case "id": {
      const text = words.take("NUMBER");
      const vni = text && readNumber(text, { min: 0, max: 16_777_215 }, report);
      if (vni !== null) options.vni = vni;
      return vni !== null;
    }
    case "dstport": {
      const text = words.take("PORT");
      const port = text && readNumber(text, { min: 1, max: 65_535 }, report);
      if (port !== null) options.port = port;
      return port !== null;
    }
    case "local":
    case "remote": {
      const text = words.take("ADDRESS");
      const address = text && readAddress(text, report);
      options[word.text] = address?.value ?? null;
      return address !== null;
    }
    case "dev":
    case "link": {
      const text = words.take("DEVICE");
      const lower = text && readDeviceName(text, report);
      if (lower !== null) options.lower = lower.value;
      return lower !== null;
    }
    default: {
      const text = words.take("MODE");
      if (text === null) return false;
      const macvlan =
        kind === "macvlan"
          ? readChoice(text, ["bridge", "private", "vepa", "passthru"] as const, report)
          : null;
      const ipvlan =
        kind === "ipvlan" ? readChoice(text, ["l2", "l3", "l3s"] as const, report) : null;
      if (macvlan !== null) options.macvlan = macvlan;
      if (ipvlan !== null) options.ipvlan = ipvlan;
      return macvlan !== null || ipvlan !== null;
    }
  }
}
