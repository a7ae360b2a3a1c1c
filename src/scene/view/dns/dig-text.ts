import { ednsOf, withoutOpt } from "../../../packet/dns-edns.js";
import type { DnsMessage, ResourceRecord } from "../../../packet/dns-message.js";
import { describeOption, EDNS_CODES } from "../../../packet/edns-option.js";
import type { EdnsOption } from "../../../packet/edns-option.js";

const FLAGS = ["qr", "aa", "tc", "rd", "ra", "ad", "cd"] as const;

/** The message in the form that dig prints it, with two spaces between columns and without empty lines. */
export function digText(message: DnsMessage): readonly string[] {
  const { id, rcode, flags, question, answer, authority, additional } = message;
  const set = FLAGS.filter((flag) => flags[flag]).map((flag) => ` ${flag}`);
  const counts = `QUERY: ${question.length}, ANSWER: ${answer.length}, AUTHORITY: ${authority.length}, ADDITIONAL: ${additional.length}`;
  return [
    `;; ->>HEADER<<- opcode: QUERY, status: ${rcode}, id: ${id}`,
    `;; flags:${set.join("")}; ${counts}`,
    ...optText(message),
    ";; QUESTION SECTION:",
    ...question.map(({ name, type, class: of }) => `;${name}  ${of}  ${type}`),
    ...section("ANSWER", answer),
    ...section("AUTHORITY", authority),
    ...section("ADDITIONAL", withoutOpt(additional)),
  ];
}

// dig prints EDNS apart; it is no record of anything.
function optText(message: DnsMessage): readonly string[] {
  const edns = ednsOf(message);
  if (edns === null) return [];
  const { version, dnssecOk, size, options = [] } = edns;
  return [
    ";; OPT PSEUDOSECTION:",
    `; EDNS: version: ${version}, flags:${dnssecOk ? " do" : ""}; udp: ${size}`,
    ...options.map((option) => `; ${optionText(option)}`),
  ];
}

function optionText(option: EdnsOption): string {
  return option.code === EDNS_CODES.cookie ? `COOKIE: ${option.data}` : describeOption(option);
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
