import type { DigOptions, DigPart } from "../../cluster/dns-client.js";
import { DIG_PARTS } from "../../cluster/dns-client.js";
import { ednsOf, withoutOpt } from "../../packet/dns-edns.js";
import type { DnsFlags, DnsMessage, ResourceRecord } from "../../packet/dns-message.js";
import { dnsSize } from "../../packet/dns-wire.js";
import { EDNS_CODES, describeOption } from "../../packet/edns-option.js";
import type { EdnsOption } from "../../packet/edns-option.js";
import { digColumns, inColumns } from "./dig-columns.js";
import type { DigResult } from "./dig.js";
import type { Heard } from "./look-up.js";
import { rcodeText } from "./rcode-text.js";

/** The version of BIND whose dig is imitated. */
const VERSION = "9.18.49";

const FLAGS = ["qr", "aa", "tc", "rd", "ra", "ad", "cd"] as const satisfies (keyof DnsFlags)[];
const EVERYTHING: ReadonlySet<DigPart> = new Set(DIG_PARTS);

/** What dig prints; `epochSeconds` is when virtual time began, in seconds since 1970 (BIND 9.18 bin/dig/dig.c: printmessage, received). */
export function printDig(result: DigResult, options: DigOptions, epochSeconds: number): string {
  const { reply, told } = result;
  const isSilent = options.short && reply !== null;
  const before = isSilent ? [] : told;
  const banner = options.shown.has("cmd") && !isSilent ? bannerLines(options) : [];
  // Where a connection was refused, that has been said already.
  const isSaid = told.at(-1) === ";; no servers could be reached";
  if (reply === null) {
    const end = isSaid ? [] : [...banner, ";; no servers could be reached"];
    return `${[...before, ...end].join("\n")}\n`;
  }
  if (options.short) return shortText(reply, options);
  const { message } = reply;
  const stats = options.shown.has("stats")
    ? statsLines(reply, epochSeconds + result.endedAt / 1e6)
    : [];
  const again = result.isSearchOver ? stats : [];
  const lines = [...messageLines(message, options.shown, reply.asked), ...stats, ...again];
  return [...before, ...banner, ...lines].map((line) => `${line}\n`).join("");
}

/** A message in dig's form, with an empty line at its end. */
export function printMessage(message: DnsMessage): string {
  return messageLines(message, EVERYTHING, null).join("\n");
}

function bannerLines({ words, server }: DigOptions): readonly string[] {
  const found = server === null ? [] : ["; (1 server found)"];
  return ["", `; <<>> DiG ${VERSION} <<>> ${words.join(" ")}`, ...found, ";; global options: +cmd"];
}

function shortText({ message, server, microseconds }: Heard, { identify }: DigOptions): string {
  const from = identify ? ` from server ${server} in ${milliseconds(microseconds)} ms.` : "";
  return message.answer.map(({ data }) => `${data}${from}\n`).join("");
}

function messageLines(
  message: DnsMessage,
  shown: ReadonlySet<DigPart>,
  asked: DnsMessage | null,
): readonly string[] {
  const hasComments = shown.has("comments");
  const columns = digColumns(shown);
  const section = (title: string, lines: readonly string[]): readonly string[] => {
    if (lines.length === 0) return [];
    return hasComments ? [`;; ${title} SECTION:`, ...lines, ""] : lines;
  };
  const records = (part: DigPart, list: readonly ResourceRecord[]): readonly string[] =>
    shown.has(part) ? list.map((record) => inColumns(record, columns)) : [];
  const questions = message.question.map(
    (question) => `;${inColumns({ ...question, ttl: null, data: null }, columns)}`,
  );
  return [
    ...(hasComments ? headerLines(message, asked) : []),
    ...section("QUESTION", shown.has("question") ? questions : []),
    ...section("ANSWER", records("answer", message.answer)),
    ...section("AUTHORITY", records("authority", message.authority)),
    ...section("ADDITIONAL", records("additional", withoutOpt(message.additional))),
  ];
}

function headerLines(message: DnsMessage, asked: DnsMessage | null): readonly string[] {
  const { question, answer, authority, additional, flags } = message;
  const set = FLAGS.filter((flag) => flags[flag]).join(" ");
  const counts = [
    `QUERY: ${question.length}`,
    `ANSWER: ${answer.length}`,
    `AUTHORITY: ${authority.length}`,
    `ADDITIONAL: ${additional.length}`,
  ];
  // RFC 6762, 3. A cluster's domain is of that kind.
  const isMulticast = question.some(({ name }) => /(^|\.)local\.$/i.test(name));
  const edns = ednsOf(message);
  return [
    ";; Got answer:",
    ...(isMulticast
      ? [
          ";; WARNING: .local is reserved for Multicast DNS",
          ";; You are currently testing what happens when an mDNS query is leaked to DNS",
        ]
      : []),
    `;; ->>HEADER<<- opcode: QUERY, status: ${rcodeText(message.rcode)}, id: ${message.id}`,
    `;; flags: ${set}; ${counts.join(", ")}`,
    ...(flags.rd && !flags.ra ? [";; WARNING: recursion requested but not available"] : []),
    "",
    ...(edns === null
      ? []
      : [
          ";; OPT PSEUDOSECTION:",
          `; EDNS: version: ${edns.version}, flags:${edns.dnssecOk ? " do" : ""}; udp: ${edns.size}`,
          ...(edns.options ?? []).map((option) => `; ${optionText(option, asked)}`),
        ]),
  ];
}

const CLIENT_COOKIE_DIGITS = 16;

function optionText(option: EdnsOption, asked: DnsMessage | null): string {
  if (option.code === EDNS_CODES.nsid && option.data === "") return "NSID:";
  if (option.code !== EDNS_CODES.cookie) return describeOption(option);
  const sent = asked === null ? null : ednsOf(asked);
  const own = sent?.options?.find(({ code }) => code === EDNS_CODES.cookie)?.data;
  const isOwn = own === undefined || option.data.startsWith(own.slice(0, CLIENT_COOKIE_DIGITS));
  if (!isOwn) return `COOKIE: ${option.data} (bad)`;
  const isEchoed = option.data.length <= CLIENT_COOKIE_DIGITS;
  return `COOKIE: ${option.data} (${isEchoed ? "echoed" : "good"})`;
}

function statsLines(
  { message, server, port, transport, microseconds }: Heard,
  seconds: number,
): readonly string[] {
  return [
    `;; Query time: ${milliseconds(microseconds)} msec`,
    `;; SERVER: ${server}#${port}(${server}) (${transport.toUpperCase()})`,
    `;; WHEN: ${dateText(seconds)}`,
    `;; MSG SIZE  rcvd: ${dnsSize(message)}`,
    "",
  ];
}

function milliseconds(microseconds: number): number {
  return Math.floor(microseconds / 1000);
}

// `Thu Jan 01 00:00:00 UTC 2026`
function dateText(seconds: number): string {
  const [weekday = "", day = "", month = "", year = "", time = ""] = new Date(
    Math.floor(seconds) * 1000,
  )
    .toUTCString()
    .split(/,? /);
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
