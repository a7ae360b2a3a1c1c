/** Mistakes in text of nft: commands, or what `nft list` prints. */
export const nftDiagnosticsEn: Readonly<Record<string, string>> = {
  "nft-unknown-command": "`{found}` is not what a command of nft begins with here.",
  "nft-unexpected": "`{found}` cannot stand here.",
  "nft-unknown-statement":
    "`{found}` is not known here: the walk ends at this rule, for nobody can tell what it does.",
  "nft-not-an-expression": "`{found}` is nothing that a packet can be asked for here.",
  "nft-not-a-verdict": "`{found}` does not say what becomes of a packet.",
  "nft-not-a-value": "`{found}` is not a value of the type {type}.",
  "nft-not-a-number": "`{found}` is not a whole number of 32 bits.",
  "nft-not-a-time": "`{found}` is not a time such as 300s or 3h.",
  "nft-not-a-text": "`{found}` is not a text in quotation marks.",
  "nft-not-a-name": "`{found}` cannot be a name.",
  "nft-not-a-type": "`{found}` is not a type that is known here.",
  "nft-no-type": "`{name}` says of no type what it holds.",
  "nft-not-a-priority": "`{found}` is not a priority.",
  "nft-not-a-translation": "`{found}` is not an address of this family to translate to.",
  "nft-other-family": "Tables of the family {found} see no IP packets and are not read.",
  "nft-unknown-table": "There is no table `{found}`.",
  "nft-unknown-chain": "The table {table} has no chain `{found}`.",
  "nft-unknown-set": "The table {table} has no set or map `{found}`.",
  "nft-unknown-element": "{set} has no element {key}.",
  "nft-of-iptables":
    "The table {table} is kept by iptables-nft: it is left out here, and belongs into `rules`.",
  "nft-too-many-mistakes": "There are more mistakes than these {max}.",
};
