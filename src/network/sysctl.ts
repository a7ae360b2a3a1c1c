/** Kernel settings that differ from a fresh namespace's, by their names with slashes: `net/ipv4/ip_forward`. */
export type Sysctls = Readonly<Record<string, string>>;

/** What a router needs to be told: forwarding for both families. */
export const FORWARDING: Sysctls = {
  "net/ipv4/ip_forward": "1",
  "net/ipv6/conf/all/forwarding": "1",
};

/** Whether the namespace forwards packets of a family at all. */
export function isForwarding(sysctls: Sysctls, family: "ipv4" | "ipv6"): boolean {
  const name = family === "ipv4" ? "net/ipv4/ip_forward" : "net/ipv6/conf/all/forwarding";
  return sysctls[name] === "1";
}
