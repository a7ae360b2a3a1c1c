import { familyOf, parseAddress, widthOf } from "../../base/address.js";
import type { Address } from "../../base/address.js";
import { bitsOf } from "../../base/address.js";
import type {
  RealServer,
  VirtualProtocol,
  VirtualServerAddress,
  VirtualServerFlag,
} from "../../trace/virtual-server.js";
import { nearName } from "../iptables/near-name.js";
import type { Word } from "../iptables/word.js";
import type { IpvsReading } from "./ipvs-reading.js";
import { SCHEDULER_NAMES } from "./schedule/order.js";

/** What the options of one `ipvsadm` command say, with ipvsadm's own defaults. */
export interface GivenOptions {
  readonly of: VirtualServerAddress | null;
  readonly ofWord: Word | null;
  readonly scheduler: string;
  readonly persistentSeconds: number | null;
  readonly maskBits: number | null;
  readonly flags: readonly VirtualServerFlag[];
  readonly real: { readonly address: Address; readonly port: number | null } | null;
  readonly realWord: Word | null;
  readonly method: RealServer["method"];
  readonly weight: number;
}

type Draft = { -readonly [Key in keyof GivenOptions]: GivenOptions[Key] };

/** Takes an option with its value; null after a reported mistake. */
type Take = (draft: Draft, value: Word, reading: IpvsReading) => unknown;

// ipvsadm.c: DEF_SCHED, DEF_TIMEOUT
const DEFAULTS: GivenOptions = {
  of: null,
  ofWord: null,
  scheduler: "wlc",
  persistentSeconds: null,
  maskBits: null,
  flags: [],
  real: null,
  realWord: null,
  method: "route",
  weight: 1,
};
const PERSISTENT_SECONDS = 360;
// ipvsadm.c: MAX_TIMEOUT
const LONGEST = 31 * 24 * 60 * 60;
const HEAVIEST = 65_535;
const LAST_MARK = 4_294_967_295;

const ALIASES: Readonly<Record<string, string>> = {
  "--tcp-service": "-t",
  "--udp-service": "-u",
  "--fwmark-service": "-f",
  "--ipv6": "-6",
  "--scheduler": "-s",
  "--persistent": "-p",
  "--netmask": "-M",
  "--ops": "-o",
  "--sched-flags": "-b",
  "--real-server": "-r",
  "--masquerading": "-m",
  "--gatewaying": "-g",
  "--ipip": "-i",
  "--weight": "-w",
};

/** Options that take a word. */
const VALUED: Readonly<Record<string, Take>> = {
  "-t": service("tcp"),
  "-u": service("udp"),
  "--sctp-service": service("sctp"),
  "-f": (draft, word, reading) => {
    const mark = readNumber(word, LAST_MARK, reading);
    if (mark !== null) draft.of = { kind: "mark", mark, family: "ipv4" };
    draft.ofWord = word;
    return mark;
  },
  "-s": (draft, word, reading) => {
    if (!SCHEDULER_NAMES.includes(word.text))
      return reading.mistake(word, "ipvs-unknown-scheduler", {
        expected: [...SCHEDULER_NAMES],
        ...nearName(word.text, SCHEDULER_NAMES),
      });
    return (draft.scheduler = word.text);
  },
  "-M": (draft, word, reading) => {
    const bits = readMask(word.text);
    if (bits === null) return reading.mistake(word, "ipvs-not-a-mask");
    draft.maskBits = bits;
    return bits;
  },
  "-b": (draft, word, reading) => {
    const flags = word.text.split(",").map((name) => FLAGS[name] ?? null);
    if (flags.includes(null))
      return reading.mistake(word, "ipvs-unknown-flag", { expected: Object.keys(FLAGS) });
    draft.flags = [...draft.flags, ...flags.filter((flag) => flag !== null)];
    return draft.flags;
  },
  "-r": (draft, word, reading) => {
    const end = readEnd(word.text);
    if (end === null) return reading.mistake(word, "ipvs-not-an-address");
    draft.real = end;
    draft.realWord = word;
    return end;
  },
  "-w": (draft, word, reading) => {
    const weight = readNumber(word, HEAVIEST, reading);
    draft.weight = weight ?? draft.weight;
    return weight;
  },
};

const FLAGS: Readonly<Record<string, VirtualServerFlag>> = {
  "sh-fallback": "flag-1",
  "mh-fallback": "flag-1",
  "flag-1": "flag-1",
  "sh-port": "flag-2",
  "mh-port": "flag-2",
  "flag-2": "flag-2",
  "flag-3": "flag-3",
};

/** Reads the words behind a command; null after a reported mistake. */
export function readOptions(words: readonly Word[], reading: IpvsReading): GivenOptions | null {
  const draft: Draft = { ...DEFAULTS };
  let isIpv6 = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const name = ALIASES[word.text] ?? word.text;
    const next = words[at + 1];
    const take = Object.hasOwn(VALUED, name) ? VALUED[name] : undefined;
    if (take !== undefined) {
      if (next === undefined) return reading.mistake(word, "ipvs-missing-value");
      if (take(draft, next, reading) === null) return null;
      at++;
    } else if (name === "-p") {
      const hasValue = next !== undefined && !next.text.startsWith("-");
      const seconds = hasValue ? readNumber(next, LONGEST, reading) : PERSISTENT_SECONDS;
      if (seconds === null) return null;
      draft.persistentSeconds = seconds;
      if (hasValue) at++;
    } else if (name === "-6") isIpv6 = true;
    else if (name === "-o") draft.flags = ["one-packet", ...draft.flags];
    else if (name === "-m") draft.method = "masq";
    else if (name === "-g") draft.method = "route";
    else if (name === "-i") draft.method = "tunnel";
    else return reading.mistake(word, "ipvs-unknown-option", nearName(word.text, KNOWN));
  }
  if (isIpv6 && draft.of?.kind === "mark") draft.of = { ...draft.of, family: "ipv6" };
  return isOneFamily(draft, reading) ? draft : null;
}

const KNOWN: readonly string[] = [
  ...Object.keys(VALUED),
  ...Object.keys(ALIASES),
  ..."-p -6 -o -m -g -i".split(" "),
];

function service(protocol: VirtualProtocol): Take {
  return (draft, word, reading) => {
    const end = readEnd(word.text);
    if (end === null) return reading.mistake(word, "ipvs-not-an-address");
    draft.of = { kind: "address", protocol, address: end.address, port: end.port ?? 0 };
    draft.ofWord = word;
    return end;
  };
}

// `10.0.0.1:80`, `10.0.0.1`, `[fd00::1]:80`
function readEnd(text: string): { readonly address: Address; readonly port: number | null } | null {
  const [, v6, v4, port] =
    /^(?:\[([0-9a-f:.]{1,45})\]|([\d.]{1,15}))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const address = parseAddress(v6 ?? v4 ?? "");
  if (address === null || (familyOf(address) === "ipv6") !== (v6 !== undefined)) return null;
  const number = port === undefined ? null : Number(port);
  return number !== null && number > 65_535 ? null : { address, port: number };
}

// `255.255.255.0` for IPv4, a length for IPv6.
function readMask(text: string): number | null {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= 128 ? Number(text) : null;
  const mask = parseAddress(text);
  if (mask === null || familyOf(mask) === "ipv6") return null;
  const ones = bitsOf(mask).toString(2).padStart(widthOf("ipv4"), "0");
  return /^1*0*$/.test(ones) ? ones.replaceAll("0", "").length : null;
}

function readNumber(word: Word, most: number, reading: IpvsReading): number | null {
  const number = /^\d{1,10}$/.test(word.text) ? Number(word.text) : Infinity;
  return number <= most ? number : reading.mistake(word, "ipvs-not-a-number", { limit: most });
}

function isOneFamily({ of, real, realWord }: GivenOptions, reading: IpvsReading): boolean {
  if (of === null || real === null || realWord === null) return true;
  const family = of.kind === "mark" ? of.family : familyOf(of.address);
  if (familyOf(real.address) === family) return true;
  reading.mistake(realWord, "ipvs-other-family", { family });
  return false;
}
