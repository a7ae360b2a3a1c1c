/** Where a program runs: a pod by its key (`default/client`), anything else by its name. */
export interface Actor {
  readonly kind: "pod" | "node" | "host" | "container";
  readonly name: string;
}
