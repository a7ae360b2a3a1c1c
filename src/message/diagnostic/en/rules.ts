/** Mistakes in a pasted dump of iptables-save. */
export const rulesDiagnosticsEn: Readonly<Record<string, string>> = {
  "rules-unreadable-line": "This line is not one of iptables-save.",
  "rules-outside-table": "`{found}` stands before any table line such as *filter.",
  "rules-unknown-table": "There is no table `{found}`.",
  "rules-unknown-chain": "The table {table} has no chain `{found}`.",
  "rules-not-built-in": "`{found}` has a policy but is not a built-in chain of the table {table}.",
  "rules-not-a-policy": "`{found}` is not a policy.",
  "rules-not-in-a-dump": "`{found}` is a command, not a line of a dump.",
  "rules-loop": "The jump to `{found}` leads back to the chain it comes from.",
  "rules-wrong-table": "The target {found} works only in the table {table}.",
  "rules-too-long-rule": "A rule may have {max} words; this one has more.",
  "rules-too-many-mistakes": "There are more mistakes than these {max}.",

  "rules-missing-option": "After `{found}` an option is missing.",
  "rules-missing-value": "`{found}` needs a value.",
  "rules-repeated-option": "`{found}` can stand in a rule once only.",
  "rules-unknown-option": "Nothing in this rule knows the option `{found}`.",
  "rules-unknown-match":
    "The match `{found}` is not known here: the walk ends at this rule, for nobody can tell whether it matches.",
  "rules-unknown-target":
    "The target `{found}` is not known here: the walk ends at this rule where it matches.",

  "rules-not-an-address": "`{found}` is not an address or a range in CIDR notation.",
  "rules-wrong-family": "The address `{found}` is of the other IP version than this dump.",
  "rules-long-device": "`{found}` is too long for a device: a name has at most {limit} characters.",
  "rules-not-a-protocol": "`{found}` is not a protocol.",
  "rules-not-a-port": "`{found}` is not a port or a range of ports.",
  "rules-not-tcp-flags": "`{found}` is not a list of TCP flags.",
  "rules-not-an-icmp-type": "`{found}` is not an ICMP type.",
  "rules-not-a-state": "`{found}` is not a connection state.",
  "rules-not-a-direction": "`{found}` is not a direction of a connection.",
  "rules-not-a-mark": "`{found}` is not a mark of 32 bits, with or without a mask.",
  "rules-not-an-address-type": "`{found}` is not a type of address.",
  "rules-not-a-probability": "`{found}` is not a probability from 0 to 1.",
  "rules-not-a-number": "`{found}` is not a whole number.",
  "rules-not-a-reject-answer": "REJECT cannot answer with `{found}`.",
  "rules-not-a-translation": "`{found}` is not an address to translate to, with or without a port.",
};
