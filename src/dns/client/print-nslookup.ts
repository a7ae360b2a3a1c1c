import type { DnsMessage, ResourceRecord } from "../../packet/dns-message.js";
import type { Heard } from "./look-up.js";
import type { Searched } from "./search.js";
import { rcodeText } from "./rcode-text.js";

/** The lines that name the server (BIND 9.18 bin/dig/nslookup.c: printmessage). */
export function nslookupServer({ server, port }: Heard): readonly string[] {
  return [`Server:\t\t${server}`, `Address:\t${server}#${port}`, ""];
}

/** How an answer came about. */
export interface Asked {
  /** As it was typed. */
  readonly name: string;
  /** Whether both families' addresses, or an address's name, are asked for since no type was said. */
  readonly isDefault: boolean;
  /** Whether it is the answer for AAAA after that for A. */
  readonly isSecond: boolean;
  /** The look-up of the other family. */
  readonly other?: Searched;
}

/** What nslookup prints of a reply, behind the server. */
export function nslookupAnswer(searched: Searched, asked: Asked): readonly string[] {
  const message = searched.reply?.message;
  if (message === undefined) return [];
  const name = bare(searched.name);
  if (message.rcode !== "NOERROR")
    return [`** server can't find ${name}: ${rcodeText(message.rcode)}`];
  const type = message.question[0]?.type ?? "A";
  const lines: string[] = [];
  const isAddress = type === "A" || type === "AAAA";
  const isHeaded = asked.isDefault ? type === "A" : true;
  if (!message.flags.aa && isHeaded) lines.push("Non-authoritative answer:");
  // Aliases were printed with the first family.
  const shown = message.answer.filter((record) => !asked.isSecond || record.type !== "CNAME");
  lines.push(...shown.flatMap(recordLines));
  const isEmpty = message.answer.length === 0;
  const otherIsEmpty = asked.other?.reply?.message.answer.length === 0;
  if (isEmpty && (asked.other === undefined || (asked.isSecond && otherIsEmpty)))
    lines.push(`*** Can't find ${bare(asked.name)}: No answer`);
  if (!message.flags.aa && !isAddress) lines.push(...authorityLines(message));
  return lines;
}

function authorityLines({ authority, additional }: DnsMessage): readonly string[] {
  const extra = additional.filter(({ type }) => type !== "OPT");
  return [
    "",
    "Authoritative answers can be found from:",
    ...[...authority, ...extra].flatMap(recordLines),
  ];
}

const WORDS: Readonly<Record<string, string>> = {
  CNAME: "canonical name",
  MX: "mail exchanger",
  NS: "nameserver",
  PTR: "name",
  SRV: "service",
  TXT: "text",
  HINFO: "hinfo",
};

const SOA_FIELDS = ["origin", "mail addr", "serial", "refresh", "retry", "expire", "minimum"];

function recordLines({ name, type, data }: ResourceRecord): readonly string[] {
  const owner = bare(name);
  if (type === "A" || type === "AAAA") return [`Name:\t${owner}`, `Address: ${data}`];
  if (type === "SOA") {
    const fields = data.split(" ");
    return [
      owner,
      ...SOA_FIELDS.map((field, index) => `\t${field} = ${bare(fields[index] ?? "")}`),
    ];
  }
  const word = WORDS[type] ?? `rdata_${type}`;
  return [`${owner}\t${word} = ${data}`];
}

function bare(name: string): string {
  return name.replace(/(.)\.$/, "$1");
}
