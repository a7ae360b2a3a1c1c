import { ednsOf, withoutOpt } from "../../packet/dns-edns.js";
import type { DnsFlags, DnsMessage, ResourceRecord } from "../../packet/dns-message.js";
import { describeOption } from "../../packet/edns-option.js";
import type { DigResult } from "./dig-result.js";

const FLAGS = ["qr", "aa", "tc", "rd", "ra", "ad", "cd"] as const satisfies (keyof DnsFlags)[];

/** The result as dig prints it, without the date, and without the size: whether the sender compressed names is not known. */
export function printDig(result: DigResult): string {
  if (result.kind !== "answered") {
    const reason = {
      refused: "connection refused",
      unreachable: "network unreachable",
      timeout: "timed out",
    }[result.kind];
    const line = `;; communications error to ${result.server}#53: ${reason}\n`;
    return `${line.repeat(3)};; no servers could be reached\n`;
  }
  const { message, server, microseconds } = result;
  return [
    printMessage(message),
    `;; Query time: ${Math.round(microseconds / 1000)} msec`,
    `;; SERVER: ${server}#53(${server}) (UDP)`,
    "",
  ].join("\n");
}

/** A message in dig's form, with an empty line at its end. */
export function printMessage(message: DnsMessage): string {
  const { question, answer, authority, additional, flags } = message;
  const set = FLAGS.filter((flag) => flags[flag]).join(" ");
  const counts = [
    `QUERY: ${question.length}`,
    `ANSWER: ${answer.length}`,
    `AUTHORITY: ${authority.length}`,
    `ADDITIONAL: ${additional.length}`,
  ];
  const lines = [
    ";; Got answer:",
    `;; ->>HEADER<<- opcode: QUERY, status: ${message.rcode}, id: ${message.id}`,
    `;; flags: ${set}; ${counts.join(", ")}`,
  ];
  if (flags.rd && !flags.ra) lines.push(";; WARNING: recursion requested but not available");
  lines.push("");
  const edns = ednsOf(message);
  if (edns !== null) {
    const dnssecOk = edns.dnssecOk ? " do" : "";
    lines.push(";; OPT PSEUDOSECTION:");
    lines.push(`; EDNS: version: ${edns.version}, flags:${dnssecOk}; udp: ${edns.size}`);
    lines.push(...(edns.options ?? []).map((option) => `; ${describeOption(option)}`));
  }
  lines.push(";; QUESTION SECTION:");
  for (const { name, class: one, type } of question) lines.push(`;${name}\t\t${one}\t${type}`);
  lines.push("");
  lines.push(...printSection("ANSWER", answer));
  lines.push(...printSection("AUTHORITY", authority));
  lines.push(...printSection("ADDITIONAL", withoutOpt(additional)));
  return lines.join("\n");
}

function printSection(title: string, records: readonly ResourceRecord[]): readonly string[] {
  if (records.length === 0) return [];
  const lines = records.map(({ name, ttl, class: one, type, data }) =>
    [name, ttl, one, type, data].join("\t"),
  );
  return [`;; ${title} SECTION:`, ...lines, ""];
}
