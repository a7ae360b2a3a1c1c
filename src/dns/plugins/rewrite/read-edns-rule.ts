import { hexOf } from "../../../packet/hex.js";
import { utf8Bytes } from "../../../packet/dns-name.js";
import { EDNS_CODES } from "../../../packet/edns-option.js";
import { readHexadecimal, readUnsigned16 } from "../../corefile/go-number.js";
import { quoteGo } from "../../corefile/go-value.js";
import { isMetadataLabel } from "../../metadata.js";
import type { EdnsContent, EdnsRule } from "./rule.js";

/** The variables that an option can be filled with, beside labels of metadata (coredns plugin/rewrite/edns0.go). */
const VARIABLES = [
  "qname",
  "qtype",
  "client_ip",
  "client_port",
  "protocol",
  "server_ip",
  "server_port",
];

/** `edns0 local|nsid|subnet set|append|replace|unset …` (coredns plugin/rewrite/edns0.go: newEdns0Rule). */
export function readEdnsRule(words: readonly string[]): EdnsRule | string {
  if (words.length < 2) return "too few arguments for an EDNS0 rule";
  const [kind = "", action = ""] = words.map((word) => word.toLowerCase());
  if (action === "unset") return readUnset(kind, words.slice(2));
  if (action !== "set" && action !== "append" && action !== "replace") {
    return `invalid action: ${quoteGo(action)}`;
  }
  const revert = words.at(-1) === "revert";
  const values = words.slice(2, revert ? -1 : undefined);
  const content = readContent(kind, values);
  return typeof content === "string" ? content : { kind: "edns0", action, revert, ...content };
}

interface Filled {
  readonly code: number;
  readonly content: EdnsContent;
}

function readContent(kind: string, values: readonly string[]): Filled | string {
  const [first = "", second = ""] = values;
  switch (kind) {
    case "local":
      if (values.length !== 2) return "EDNS0 local rules require three or four args";
      return second.startsWith("{") && second.endsWith("}")
        ? readVariable(first, second)
        : readLocal(first, second);
    case "nsid":
      if (values.length !== 0) return "EDNS0 NSID rules can accept no more than one arg";
      return { code: EDNS_CODES.nsid, content: { kind: "bytes", data: "" } };
    case "subnet":
      if (values.length !== 2) return "EDNS0 subnet rules require three or four args";
      return readSubnet(first, second);
    default:
      return `invalid rule type ${quoteGo(kind)}`;
  }
}

function readUnset(kind: string, values: readonly string[]): EdnsRule | string {
  const unset = (code: number): EdnsRule => ({
    kind: "edns0",
    action: "unset",
    code,
    content: { kind: "bytes", data: "" },
    revert: false,
  });
  switch (kind) {
    case "local": {
      if (values.length !== 1) return "local unset action requires exactly two arguments";
      const code = readUnsigned16(values[0] ?? "");
      return code.ok ? unset(code.value) : code.error;
    }
    case "nsid":
      if (values.length > 0) return "nsid unset action requires exactly one argument";
      return unset(EDNS_CODES.nsid);
    case "subnet":
      if (values.length > 0) return "subnet unset action requires exactly one argument";
      return unset(EDNS_CODES.subnet);
    default:
      return `invalid rule type ${quoteGo(kind)}`;
  }
}

function readLocal(number: string, text: string): Filled | string {
  const code = readUnsigned16(number);
  if (!code.ok) return code.error;
  const read = text.startsWith("0x") ? readHexadecimal(text.slice(2)) : null;
  if (read?.ok === false) return read.error;
  const data = read?.value ?? hexOf(Uint8Array.from(utf8Bytes(text)));
  return { code: code.value, content: { kind: "bytes", data } };
}

function readVariable(number: string, text: string): Filled | string {
  const code = readUnsigned16(number);
  if (!code.ok) return code.error;
  const name = text.slice(1, -1);
  if (!VARIABLES.includes(name) && !isMetadataLabel(name))
    return `unsupported variable name ${quoteGo(text)}`;
  return { code: code.value, content: { kind: "variable", name } };
}

function readSubnet(first: string, second: string): Filled | string {
  const ipv4 = readUnsigned16(first);
  if (!ipv4.ok) return ipv4.error;
  if (ipv4.value > 32) return `invalid IPv4 bit mask length ${ipv4.value}`;
  const ipv6 = readUnsigned16(second);
  if (!ipv6.ok) return ipv6.error;
  if (ipv6.value > 128) return `invalid IPv6 bit mask length ${ipv6.value}`;
  const content = { kind: "subnet", ipv4: ipv4.value, ipv6: ipv6.value } as const;
  return { code: EDNS_CODES.subnet, content };
}
