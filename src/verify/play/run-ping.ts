import type { Address } from "../../base/address.js";
import type { Command } from "../../cluster/scenario.js";
import type { Outcome } from "../../trace/outcome.js";
import { run } from "../machine/run.js";

type PingCommand = Command & { readonly kind: "ping" };

/** Runs the machine's own ping in a namespace; null where it was still at work after so many seconds. */
export async function runPing(
  netns: string,
  to: Address,
  { count, size, ttl, seconds }: Omit<PingCommand, "kind" | "host"> & { readonly seconds: number },
): Promise<Outcome | null> {
  const hops = ttl === null ? [] : ["-t", `${ttl}`];
  const words = ["ping", "-n", "-c", `${count}`, "-s", `${size}`, ...hops, to] as const;
  const ran = await run(["ip", "netns", "exec", netns, ...words], { seconds });
  const text = `${ran.output}\n${ran.errors}`;
  if (ran.status === null) return null;
  const received = /, (\d+) received/.exec(ran.output)?.[1];
  if (received !== undefined && received !== "0") return "answered";
  if (/not permitted|denied/i.test(text)) return "not permitted";
  return /unreachable|exceeded|prohibited|too long|\+\d+ errors/i.test(text)
    ? "unreachable"
    : "timed out";
}
