import { readBlockKey } from "../../../../src/dns/corefile/block-key.js";
import { formatKey } from "../../../../src/dns/corefile/corefile.js";
import { differences } from "../conformance-case.js";

interface KeysCase {
  readonly blocks: readonly (readonly string[])[];
  readonly resultKeys?: readonly (readonly string[])[];
  readonly zoneAddrs?: readonly {
    readonly zone: string;
    readonly port: string;
    readonly transport: string;
  }[];
  readonly error?: string;
}

/** Compares the keys of server blocks with what CoreDNS makes of them. */
export function checkKeys({ blocks, resultKeys, zoneAddrs, error }: KeysCase): readonly string[] {
  if (error === undefined && resultKeys === undefined)
    return ["nothing says what is expected: neither resultKeys nor error"];
  const read = blocks.map((block) => block.map(readBlockKey));
  const wrong = read.flat().find((result) => typeof result === "string");
  if (error !== undefined || wrong !== undefined) return differences("error", wrong, error);
  const keys = read.map((block) =>
    block.flatMap((result) => (typeof result === "string" ? [] : result)),
  );
  const addresses = keys.flat().map(({ zone, port, transport }) => ({ zone, port, transport }));
  return [
    ...differences(
      "keys",
      keys.map((block) => block.map(formatKey)),
      resultKeys,
    ),
    ...(zoneAddrs === undefined ? [] : differences("zones", addresses, zoneAddrs)),
  ];
}
