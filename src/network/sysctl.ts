/** Kernel settings that differ from a fresh namespace's, by their names with slashes: `net/ipv4/ip_forward`. */
export type Sysctls = Readonly<Record<string, string>>;

/** What a router needs to be told: forwarding for both families. */
export const FORWARDING: Sysctls = {
  "net/ipv4/ip_forward": "1",
  "net/ipv6/conf/all/forwarding": "1",
};
