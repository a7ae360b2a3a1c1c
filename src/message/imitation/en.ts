/** What the player says of the programs that a trace imitates. */
export const imitationEn = {
  imitates:
    "As Kubernetes {kubernetes} does it, with kube-proxy in {mode} mode ({standing}) and CoreDNS {coredns}.",
  "standing-default": "the default",
  "standing-ga": "stable since 1.33",
  "standing-beta": "beta since 1.31, stable since 1.33",
  "standing-alpha": "alpha since 1.29, stable since 1.33",
  "standing-choice": "a choice beside iptables; deprecated since 1.35",
  "standing-deprecated": "deprecated since 1.35",
  "standing-removed": "removed in 1.26",
} as const;

/** The same sentences in any language. */
export type ImitationTexts = Readonly<Record<keyof typeof imitationEn, string>>;
