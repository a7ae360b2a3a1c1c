import type { DnsMessage, ResourceRecord } from "../../../packet/dns-message.js";

const FLAGS = ["qr", "aa", "tc", "rd", "ra", "ad", "cd"] as const;

/** The message in the form that dig prints it. */
export function digText(message: DnsMessage): readonly string[] {
  const { id, rcode, flags, question, answer, authority, additional } = message;
  const set = FLAGS.filter((flag) => flags[flag]).join(" ");
  const counts = `QUERY: ${question.length}, ANSWER: ${answer.length}, AUTHORITY: ${authority.length}, ADDITIONAL: ${additional.length}`;
  return [
    `;; ->>HEADER<<- opcode: QUERY, status: ${rcode}, id: ${id}`,
    `;; flags: ${set}; ${counts}`,
    ";; QUESTION SECTION:",
    ...question.map(({ name, type, class: of }) => `;${name}  ${of}  ${type}`),
    ...section("ANSWER", answer),
    ...section("AUTHORITY", authority),
    ...section(
      "ADDITIONAL",
      // dig prints EDNS apart; it is no record of anything.
      additional.filter(({ type }) => type !== "OPT"),
    ),
  ];
}

function section(name: string, records: readonly ResourceRecord[]): readonly string[] {
  if (records.length === 0) return [];
  return [
    `;; ${name} SECTION:`,
    ...records.map(
      ({ name: owner, ttl, class: of, type, data }) => `${owner}  ${ttl}  ${of}  ${type}  ${data}`,
    ),
  ];
}
