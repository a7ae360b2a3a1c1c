import { contains } from "../../base/prefix.js";
import type { IpvsConnection } from "../ipvs/connection.js";
import { endsOf } from "../ipvs/ends.js";
import type { AddressClause } from "./address-clause.js";
import { printAddress, readAddress } from "./address-clause.js";
import { optionNamed, printClause, printModule, refusesNegation } from "./clause.js";
import type { Evidence, GivenOption, MatchForm, Reading } from "./form.js";
import { parsePortRange } from "./port-clause.js";
import { protocolNumber } from "./protocol-number.js";

/** `-m ipvs`: whether IPVS has had the packet, and for which virtual server. */
export interface IpvsMatch {
  readonly kind: "ipvs";
  /** `! --ipvs`; asked alone. */
  readonly isStranger: boolean;
  readonly protocol: NumberClause | null;
  readonly address: AddressClause | null;
  readonly port: NumberClause | null;
  readonly direction: "ORIGINAL" | "REPLY" | null;
  readonly method: { readonly negated: boolean; readonly name: string } | null;
  readonly controlPort: NumberClause | null;
}

interface NumberClause {
  readonly negated: boolean;
  readonly number: number;
}

const METHODS = ["GATE", "IPIP", "MASQ"];
const DIRECTIONS = ["ORIGINAL", "REPLY"] as const;

/** The form of `-m ipvs` (iptables libxt_ipvs). */
export const ipvs: MatchForm<IpvsMatch> = {
  module: "ipvs",
  options: {
    "--ipvs": 0,
    "--vproto": 1,
    "--vaddr": 1,
    "--vport": 1,
    "--vdir": 1,
    "--vmethod": 1,
    "--vportctl": 1,
  },
  read(given, reading) {
    if (refusesNegation(given, ["--vdir"], reading)) return null;
    const own = (name: string): readonly GivenOption[] => {
      const option = optionNamed(given, name);
      return option === undefined ? [] : [option];
    };
    const numbers = ["--vproto", "--vport", "--vportctl"].map((name) =>
      readNumber(own(name), reading),
    );
    const [protocol, port, controlPort] = numbers;
    const address = own("--vaddr").length === 0 ? null : readAddress(own("--vaddr"), reading);
    const direction = readWord(own("--vdir"), DIRECTIONS, reading);
    const method = readWord(own("--vmethod"), METHODS, reading);
    const isWrong = numbers.includes("wrong") || direction === "wrong" || method === "wrong";
    if (isWrong || (address === null && own("--vaddr").length > 0)) return null;
    const clauses = { protocol, address, port, direction, method, controlPort };
    const isAlone = Object.values(clauses).every((clause) => clause === null);
    const whether = own("--ipvs")[0];
    if (isAlone && whether === undefined) return null;
    return {
      kind: "ipvs",
      isStranger: isAlone && whether?.negated === true,
      protocol: numberOf(protocol),
      address,
      port: numberOf(port),
      direction: DIRECTIONS.find((each) => each === wordOf(direction)?.name) ?? null,
      method: wordOf(method),
      controlPort: numberOf(controlPort),
    };
  },
  print: (match) => printModule("ipvs", clausesOf(match)),
  // linux net/netfilter/xt_ipvs.c: ipvs_mt. The packet is looked up as one that goes to its real server.
  holds(match, evidence) {
    const { surroundings } = evidence;
    if (surroundings === null) return null;
    const { isBalanced } = surroundings.buffer;
    if (isAlone(match)) return isBalanced !== match.isStranger;
    if (!isBalanced) return false;
    const { protocol, address, port, direction, method, controlPort } = match;
    const connection = connectionOf(evidence);
    if (connection === null) return false;
    const control = connection.control === null ? null : surroundings.ipvs.get(connection.control);
    const number = protocolNumber(connection.entry.protocol);
    return (
      (protocol === null || (protocol.number === number) !== protocol.negated) &&
      (port === null || (port.number === connection.virtual.port) !== port.negated) &&
      (controlPort === null ||
        (control?.virtual.port === controlPort.number) !== controlPort.negated) &&
      (direction === null || surroundings.direction === direction.toLowerCase()) &&
      (method === null || (method.name === "MASQ") !== method.negated) &&
      (address === null || contains(address.prefix, connection.virtual.address) !== address.negated)
    );
  },
  miss(match, evidence) {
    const connection = connectionOf(evidence);
    const isBalanced = evidence.surroundings?.buffer.isBalanced === true;
    return {
      clause: clausesOf(match).join(" "),
      found: connection?.entry.server ?? (isBalanced ? "ipvs" : "-"),
    };
  },
};

function isAlone(match: IpvsMatch): boolean {
  const { protocol, address, port, direction, method, controlPort } = match;
  return [protocol, address, port, direction, method, controlPort].every((each) => each === null);
}

function connectionOf({ headers, surroundings }: Evidence): IpvsConnection | null {
  const ends = endsOf(headers);
  if (ends === null || surroundings === null) return null;
  const { protocol, source, destination } = ends;
  return surroundings.ipvs.findByServer({ protocol, client: source, real: destination });
}

function clausesOf(match: IpvsMatch): readonly string[] {
  const { protocol, address, port, direction, method, controlPort, isStranger } = match;
  if (isAlone(match)) return [printClause("--ipvs", isStranger)];
  const number = (option: string, clause: NumberClause | null): string =>
    clause === null ? "" : printClause(option, clause.negated, clause.number);
  return [
    number("--vproto", protocol),
    // A mask of all bits is left out, unlike `-s` prints it.
    address === null ? "" : printAddress("--vaddr", address).replace(/\/(32|128)$/, ""),
    number("--vport", port),
    direction === null ? "" : printClause("--vdir", false, direction),
    method === null ? "" : printClause("--vmethod", method.negated, method.name),
    number("--vportctl", controlPort),
  ].filter((clause) => clause !== "");
}

type Read<Value> = Value | "wrong" | null;

function readNumber(given: readonly GivenOption[], reading: Reading): Read<NumberClause> {
  const [option] = given;
  const word = option?.values[0];
  if (option === undefined || word === undefined) return null;
  const isProtocol = option.name.text === "--vproto";
  const number = isProtocol ? protocolNumber(word.text) : (parsePortRange(word.text)?.[0] ?? null);
  if (number !== null) return { negated: option.negated, number };
  reading.mistake(word, isProtocol ? "rules-not-a-protocol" : "rules-not-a-port");
  return "wrong";
}

function readWord(
  given: readonly GivenOption[],
  names: readonly string[],
  reading: Reading,
): Read<{ readonly negated: boolean; readonly name: string }> {
  const [option] = given;
  const word = option?.values[0];
  if (option === undefined || word === undefined) return null;
  const name = names.find((each) => each === word.text.toUpperCase());
  if (name !== undefined) return { negated: option.negated, name };
  reading.mistake(
    word,
    option.name.text === "--vdir" ? "rules-not-a-direction" : "rules-not-a-forwarding-method",
    { expected: names },
  );
  return "wrong";
}

function numberOf(read: Read<NumberClause> | undefined): NumberClause | null {
  return read === "wrong" || read === undefined ? null : read;
}

function wordOf<Value>(read: Read<Value>): Value | null {
  return read === "wrong" ? null : read;
}
