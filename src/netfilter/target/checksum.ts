import { CONTINUE } from "./act.js";
import type { TargetForm } from "./form.js";
import { hasOption, needsOption } from "./given.js";

/** `-j CHECKSUM --checksum-fill`: has the kernel work out a checksum that was left to the network card; the packets here have none. */
export interface ChecksumTarget {
  readonly kind: "checksum";
}

/** The form of `-j CHECKSUM` (libxt_CHECKSUM). */
export const checksum: TargetForm<ChecksumTarget> = {
  names: ["CHECKSUM"],
  family: null,
  options: { "--checksum-fill": 0 },
  read: (name, given, reading) =>
    hasOption(given, "--checksum-fill")
      ? { kind: "checksum" }
      : needsOption(name, ["--checksum-fill"], reading),
  print: () => "-j CHECKSUM --checksum-fill",
  place: () => ({ table: "mangle" }),
  act: () => CONTINUE,
};
