import { spawnSync } from "node:child_process";
import type { Family } from "../../src/base/address.js";

/** The command of each family. */
export const IPTABLES: Readonly<Record<Family, string>> = { ipv4: "iptables", ipv6: "ip6tables" };

/** What came of a script: why it failed, or null, and what it printed. */
export interface InNamespace {
  readonly failure: string | null;
  readonly output: string;
}

/** Runs a shell script in a network namespace of its own, which ends with it; at most 20 seconds. */
export function runInNamespace(script: string, input: string): InNamespace {
  const result = spawnSync("unshare", ["--net", "sh", "-c", script], {
    input,
    encoding: "utf8",
    timeout: 20_000,
  });
  const message = result.error?.message ?? `${result.stderr} (status ${result.status})`;
  return { failure: result.status === 0 ? null : message, output: result.stdout };
}

/** Why the real iptables, and further tools, cannot be asked here; false where they can. */
export function reasonToSkip(...tools: readonly string[]): string | false {
  if (process.platform !== "linux") return "network namespaces are of Linux";
  if (process.getuid?.() !== 0) return "a network namespace takes root";
  for (const command of Object.values(IPTABLES)) {
    const script = `${command} -t nat -L -n && ${command}-restore --version`;
    const { failure } = runInNamespace(script, "");
    if (failure !== null) return `${command} does not run in a network namespace here: ${failure}`;
  }
  for (const tool of tools) {
    const { failure } = runInNamespace(`${tool} --version || ${tool} -V`, "");
    if (failure !== null) return `${tool} does not run here: ${failure}`;
  }
  return false;
}
