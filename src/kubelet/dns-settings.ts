/** What is to stand in a pod's resolv.conf: the `DNSConfig` that the kubelet hands to the container runtime. */
export interface DnsSettings {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  /** `ndots:5`, `single-request`. */
  readonly options: readonly string[];
}

/** The resolv.conf that containerd writes for a pod (containerd internal/cri/server/podsandbox/sandbox_run_linux.go: parseDNSOptions). */
export function resolvConfText({ servers, search, options }: DnsSettings): string {
  const lines = [
    ...(search.length === 0 ? [] : [`search ${search.join(" ")}`]),
    ...servers.map((server) => `nameserver ${server}`),
    ...(options.length === 0 ? [] : [`options ${options.join(" ")}`]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}
