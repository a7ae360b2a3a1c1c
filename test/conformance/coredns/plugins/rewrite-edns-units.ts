import { address } from "../../../../src/base/address.js";
import { ednsOf, optRecord, withoutOpt } from "../../../../src/packet/dns-edns.js";
import type { DnsMessage } from "../../../../src/packet/dns-message.js";
import type { EdnsOption } from "../../../../src/packet/edns-option.js";
import { differences } from "../conformance-case.js";
import type { Check, TableCheck } from "../conformance-case.js";
import { echo, question, run, written } from "./run-rewrite.js";
import type { Rule } from "./run-rewrite.js";

interface OptionEntry {
  readonly args?: Rule;
  readonly rules?: readonly Rule[];
  readonly fromOpts: readonly OptionValue[] | null;
  readonly toOpts: readonly OptionValue[] | null;
  readonly revertPolicy?: { readonly $call: string };
  readonly name?: string;
}

interface OptionValue {
  readonly Code: number;
  readonly Data?: string | readonly number[];
  readonly Family?: number;
  readonly SourceNetmask?: number;
  readonly Address?: readonly number[];
}

function optionOf({
  Code,
  Data = [],
  Family,
  SourceNetmask = 0,
  Address = [],
}: OptionValue): EdnsOption {
  const used = Math.ceil(SourceNetmask / 8);
  const bytes =
    Family === undefined
      ? Buffer.from(Data as string)
      : Buffer.from([0, Family, SourceNetmask, 0, ...Address.slice(0, used)]);
  return { code: Code, data: bytes.toString("hex") };
}

function withOptions(message: DnsMessage, options: readonly OptionValue[] | null): DnsMessage {
  if (options === null || options.length === 0) return message;
  const opt = optRecord({ size: 4096, version: 0, dnssecOk: true, options: options.map(optionOf) });
  return { ...message, additional: [...withoutOpt(message.additional), opt] };
}

const options: Check<OptionEntry> = (entry, { index }) => {
  const rules = (entry.rules ?? [["stop", ...(entry.args ?? [])]]).map(([mode = "", ...rest]) => {
    return [mode, "edns0", ...rest];
  });
  const tried = run(rules, withOptions(question("example.com."), entry.fromOpts), {
    clientPort: 40_212,
    metadata: { "test/label": "my-value", "test/empty": "" },
    // The later half of the tests about subnets has a client of the other family.
    ...(entry.args?.[0] === "subnet" && entry.args[1] === "set" && index >= 3
      ? { client: address("fe80::42:ff:feca:4c65") }
      : {}),
  });
  const edns = ednsOf(written(tried)) ?? { options: null };
  const found = edns.options === null ? null : (edns.options ?? []);
  return differences("options", found, entry.toOpts === null ? null : entry.toOpts.map(optionOf));
};

const withoutOptRecord: Check<OptionEntry> = ({ args = [], name = "" }) => {
  const old = { Code: 0xffee, Data: [0x11, 0x11, 0x11] };
  const asked = withOptions(question("example.org."), name.includes("replace") ? [old] : null);
  const next = (seen: DnsMessage): DnsMessage => ({ ...echo(seen), additional: [] });
  const message = written(run([args], asked, {}, next));
  return [
    ...differences("answers", message.answer.length, 1),
    ...differences("EDNS", ednsOf(message), null),
  ];
};

/** What the tables about EDNS options in rewrite's own tests are compared by. */
export const REWRITE_EDNS_UNITS: Readonly<Record<string, TableCheck>> = {
  "table/edns0NoOPTRevertTests": withoutOptRecord,
  TestRewriteEDNS0Local: options,
  "TestRewriteEDNS0Local/rw.Rules": "data",
  TestEdns0MultiRule: options,
  "TestRewriteEDNS0LocalVariable/expectedMetadata": "data",
  TestRewriteEDNS0LocalVariable: options,
  "TestRewriteEDNS0LocalVariable/rw.Rules": "data",
  TestRewriteEDNS0Subnet: options,
  "TestRewriteEDNS0Subnet/rw.Rules": "data",
  TestRewriteEDNS0Revert: options,
  "TestRewriteEDNS0Revert/rw.Rules": "data",
  TestRewriteEDNS0Unset: options,
  "TestRewriteEDNS0Unset/rw.Rules": "data",
};
