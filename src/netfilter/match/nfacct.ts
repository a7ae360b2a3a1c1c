import type { MatchForm } from "./form.js";

/** `-m nfacct`: counts the packet under a name; every packet fits. */
export interface NfacctMatch {
  readonly kind: "nfacct";
  readonly name: string;
}

/** The form of `-m nfacct`. */
export const nfacct: MatchForm<NfacctMatch> = {
  module: "nfacct",
  options: { "--nfacct-name": 1 },
  read(given) {
    return { kind: "nfacct", name: given[0]?.values[0]?.text ?? "" };
  },
  // The two blanks are libxt_nfacct's own.
  print: ({ name }) => `-m nfacct --nfacct-name  ${name}`,
  holds: () => true,
  miss: () => ({ clause: "", found: "" }),
};
