import type { DnsMessage, ResourceRecord } from "./dns-message.js";
import type { EdnsOption } from "./edns-option.js";

/** What an OPT record says (RFC 6891): the largest UDP message its sender takes, the version, the DNSSEC bit. */
export interface Edns {
  readonly size: number;
  readonly version: number;
  readonly dnssecOk: boolean;
  /** In the order of the record; left out where there are none. */
  readonly options?: readonly EdnsOption[];
}

/** What a message without an OPT record may fill at most, in bytes. */
export const PLAIN_UDP_SIZE = 512;

/** The EDNS of a message; null where it carries no OPT record. */
export function ednsOf(message: DnsMessage): Edns | null {
  const record = message.additional.find(({ type }) => type === "OPT");
  const fields =
    record === undefined
      ? null
      : /^version (\d+) udp (\d+)( do)?((?: \d+=[0-9a-f]*)*)$/.exec(record.data);
  if (fields === null) return null;
  const options = Array.from((fields[4] ?? "").matchAll(/(\d+)=([0-9a-f]*)/g), ([, code, data]) => {
    return { code: Number(code), data: data ?? "" };
  });
  return {
    size: Number(fields[2]),
    version: Number(fields[1]),
    dnssecOk: fields[3] !== undefined,
    ...(options.length === 0 ? {} : { options }),
  };
}

/** The OPT record that says this. Its class and TTL have other meanings on the wire, so `data` holds them all. */
export function optRecord({ size, version, dnssecOk, options = [] }: Edns): ResourceRecord {
  const written = options.map(({ code, data }) => ` ${code}=${data}`).join("");
  const data = `version ${version} udp ${size}${dnssecOk ? " do" : ""}${written}`;
  return { name: ".", type: "OPT", class: "IN", ttl: 0, data };
}

/** The records without the OPT record. */
export function withoutOpt(records: readonly ResourceRecord[]): readonly ResourceRecord[] {
  return records.filter(({ type }) => type !== "OPT");
}
