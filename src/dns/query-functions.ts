import { addressOf, bitsOf, familyOf, parseAddress } from "../base/address.js";
import type { Address } from "../base/address.js";
import { contains, prefixOf } from "../base/prefix.js";
import { ednsOf } from "../packet/dns-edns.js";
import { uncompressedDnsSize } from "../packet/dns-wire.js";
import { bufferSizeOf } from "./buffer-size.js";
import type { DynamicValue } from "./dynamic-value.js";
import { callable } from "./expression/callable.js";
import { EvaluationError } from "./expression/expression-error.js";
import { BOOL, failingFunctionOf, functionOf, INT, STRING } from "./expression/go-type.js";
import type { GoType } from "./expression/go-type.js";
import type { Callable } from "./expression/value.js";
import { localAddressOf } from "./local-address.js";
import type { DnsRequest } from "./request.js";
import type { DnsWorld } from "./world.js";

/** The types of the functions that an expression has of a query (coredns plugin/pkg/expression/expression.go: DefaultEnv). */
export const QUERY_FUNCTION_TYPES: ReadonlyMap<string, GoType> = new Map([
  ["incidr", failingFunctionOf([STRING, STRING], BOOL)],
  ["metadata", functionOf([STRING], STRING)],
  ...["type", "name", "class", "proto", "client_ip", "port", "server_ip", "server_port"].map(
    (name) => [name, functionOf([], STRING)] as const,
  ),
  ...["size", "id", "opcode", "bufsize"].map((name) => [name, functionOf([], INT)] as const),
  ["do", functionOf([], BOOL)],
]);

/** The functions themselves, for one query. */
export function queryFunctions(
  request: DnsRequest,
  world: Pick<DnsWorld, "localAddresses">,
  metadata: (label: string) => string | null,
): ReadonlyMap<string, Callable> {
  const [question] = request.message.question;
  const of = (name: string, value: () => DynamicValue): readonly [string, Callable] => [
    name,
    callable(0, value),
  ];
  return new Map([
    ["incidr", callable(2, ([address = "", prefix = ""]) => isInPrefix(address, prefix))],
    ["metadata", callable(1, ([label = ""]) => metadata(label) ?? "")],
    of("type", () => question?.type ?? ""),
    of("name", () => question?.name.toLowerCase() ?? "."),
    of("class", () => question?.class ?? ""),
    of("proto", () => request.transport),
    of("size", () => BigInt(uncompressedDnsSize(request.message))),
    of("client_ip", () => request.client),
    of("port", () => String(request.clientPort ?? 0)),
    of("id", () => BigInt(request.message.id)),
    of("opcode", () => 0n),
    of("do", () => ednsOf(request.message)?.dnssecOk === true),
    of("bufsize", () => BigInt(bufferSizeOf(request))),
    of("server_ip", () => localAddressOf(request, world) ?? ""),
    of("server_port", () => String(request.port ?? 53)),
  ]);
}

// Go's net.ParseIP, net.ParseCIDR and IPNet.Contains.
function isInPrefix(addressText: string, prefixText: string): boolean {
  const address = parseAddress(addressText);
  if (address === null) throw new EvaluationError("first argument is not an IP address");
  const [networkText = "", lengthText = ""] = prefixText.split("/", 2);
  const network = parseAddress(networkText);
  const length = /^\d{1,3}$/.test(lengthText) ? Number(lengthText) : Infinity;
  const isPrefix = prefixText.split("/").length === 2;
  if (network === null || !isPrefix || length > (familyOf(network) === "ipv4" ? 32 : 128)) {
    throw new EvaluationError(`invalid CIDR address: ${prefixText}`);
  }
  const mapped = length >= 96 ? unmapped(network) : network;
  const shorter = mapped === network ? length : length - 96;
  const client = unmapped(address);
  if (familyOf(client) !== familyOf(mapped)) return false;
  return contains(prefixOf(mapped, shorter), client);
}

// `::ffff:10.0.0.1` is 10.0.0.1.
function unmapped(address: Address): Address {
  const bits = bitsOf(address);
  const isMapped = familyOf(address) === "ipv6" && bits >> 32n === 0xffffn;
  return isMapped ? addressOf(bits & 0xffffffffn, "ipv4") : address;
}
