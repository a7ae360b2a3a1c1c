import { bitsOf, familyOf, widthOf } from "../../../base/address.js";
import type { Address } from "../../../base/address.js";
import { prefixOf } from "../../../base/prefix.js";
import { typeCode } from "../../../packet/dns-code.js";
import { ednsOf, optRecord, withoutOpt } from "../../../packet/dns-edns.js";
import type { Edns } from "../../../packet/dns-edns.js";
import type { DnsMessage, Question } from "../../../packet/dns-message.js";
import { utf8Bytes } from "../../../packet/dns-name.js";
import { hexOf } from "../../../packet/hex.js";
import type { EdnsOption } from "../../../packet/edns-option.js";
import type { Visit } from "../../chain.js";
import type { Applied } from "./reply-rule.js";
import type { EdnsContent, EdnsRule } from "./rule.js";

// What an OPT record says that comes only because of a rule (coredns plugin/rewrite/edns0.go: setupEdns0Opt).
const NEW_OPT: Edns = { size: 4096, version: 0, dnssecOk: false };

/** Applies a rule about an option of the query (coredns plugin/rewrite/edns0.go). */
export function applyEdnsRule(
  rule: EdnsRule,
  message: DnsMessage,
  question: Question,
  visit: Visit,
): Applied {
  const { action, code, content, revert } = rule;
  const edns = ednsOf(message) ?? NEW_OPT;
  const options = edns.options ?? [];
  const withOptions = (changed: readonly EdnsOption[]): DnsMessage => ({
    ...message,
    additional: [...withoutOpt(message.additional), optRecord({ ...edns, options: changed })],
  });
  if (action === "unset") {
    return { message: withOptions(options.filter((one) => one.code !== code)), replies: [] };
  }
  const data = dataOf(content, question, visit);
  if (data === null) return { message, replies: null };
  const place = options.findIndex((one) => one.code === code);
  const before = options[place];
  const replies = (old: EdnsOption | null): Applied["replies"] =>
    revert ? [{ kind: "edns0", code, before: old }] : [];
  if (before !== undefined && action !== "append") {
    return { message: withOptions(options.with(place, { code, data })), replies: replies(before) };
  }
  // A second option is added only where its content is fixed.
  const isTaken = before !== undefined && content.kind !== "bytes";
  if (action === "replace" || isTaken) return { message: withOptions(options), replies: null };
  return { message: withOptions([...options, { code, data }]), replies: replies(null) };
}

function dataOf(content: EdnsContent, question: Question, visit: Visit): string | null {
  switch (content.kind) {
    case "bytes":
      return content.data;
    case "variable": {
      const bytes = variableBytes(content.name, question, visit);
      return bytes === null ? null : hexOf(Uint8Array.from(bytes));
    }
    case "subnet": {
      const { client } = visit.request;
      const isIpv4 = familyOf(client) === "ipv4";
      const length = isIpv4 ? content.ipv4 : content.ipv6;
      const network = addressBytes(prefixOf(client, length).base);
      // On the wire only the bytes that the length reaches into are sent (RFC 7871, 6).
      const bytes = [0, isIpv4 ? 1 : 2, length, 0, ...network.slice(0, Math.ceil(length / 8))];
      return hexOf(Uint8Array.from(bytes));
    }
  }
}

function variableBytes(name: string, question: Question, visit: Visit): readonly number[] | null {
  const { request } = visit;
  switch (name) {
    case "qname":
      return utf8Bytes(question.name);
    case "qtype":
      return shortBytes(typeCode(question.type));
    case "client_ip":
      return addressBytes(request.client);
    case "client_port":
      return shortBytes(request.clientPort ?? 0);
    case "protocol":
      return utf8Bytes(request.transport);
    case "server_ip":
      // A socket that hears all addresses does not say which one it was.
      return request.address == null ? null : addressBytes(request.address);
    case "server_port":
      return shortBytes(request.port ?? 53);
    default: {
      const value = visit.metadata(name) ?? "";
      return value === "" ? null : utf8Bytes(value);
    }
  }
}

function shortBytes(value: number): readonly number[] {
  return [value >> 8, value & 0xff];
}

function addressBytes(address: Address): readonly number[] {
  const width = widthOf(familyOf(address));
  const bits = bitsOf(address);
  return Array.from({ length: width / 8 }, (_, index) => {
    return Number((bits >> BigInt(width - 8 * (index + 1))) & 0xffn);
  });
}
