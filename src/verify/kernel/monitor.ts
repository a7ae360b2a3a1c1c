import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { readTraceLine } from "./trace-line.js";
import type { TraceLine } from "./trace-line.js";

/** What listens to the kernel's trace in one namespace. */
export interface Monitor {
  /** What has come since the last time. */
  readonly take: () => readonly TraceLine[];
  /** How many lines have come in all. */
  readonly count: () => number;
  /** Whether it has read all that the kernel had to tell. */
  readonly isIdle: () => boolean;
  readonly end: () => void;
}

const NETLINK_NETFILTER = "12";
// linux include/uapi/linux/netfilter/nfnetlink.h: NFNLGRP_NFTRACE is the ninth group.
const TRACE_GROUP = 1 << 8;
const SECONDS_TO_START = 5;

/** Starts to listen; resolves once the kernel has the listener on its list. */
export async function startMonitor(netns: string): Promise<Monitor> {
  const words = ["netns", "exec", netns, "stdbuf", "-oL", "nft", "-a", "-nn", "monitor", "trace"];
  const child = spawn("ip", words, { stdio: ["ignore", "pipe", "ignore"] });
  let lines: TraceLine[] = [];
  let count = 0;
  createInterface({ input: child.stdout }).on("line", (text) => {
    const line = readTraceLine(text);
    if (line === null) return;
    count++;
    lines.push(line);
  });
  const failed = new Promise<never>((_, reject) => {
    child.on("error", reject);
  });
  failed.catch(() => undefined);
  const end = (): void => {
    child.kill("SIGKILL");
  };
  for (let waited = 0; waitingBytes(child.pid) === null; waited += 20) {
    if (waited > SECONDS_TO_START * 1000 || child.exitCode !== null) {
      end();
      throw new Error(`nothing listens to the trace of ${netns}`);
    }
    await Promise.race([pause(20), failed]);
  }
  return {
    take: () => {
      const taken = lines;
      lines = [];
      return taken;
    },
    count: () => count,
    isIdle: () => waitingBytes(child.pid) === 0,
    end,
  };
}

// How many bytes wait for a listener, by the kernel's list of sockets; null where it is not there.
function waitingBytes(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  try {
    const sockets = readFileSync(`/proc/${pid}/net/netlink`, "utf8").split("\n");
    for (const line of sockets) {
      const [, protocol, , groups = "0", waiting = "0"] = line.trim().split(/\s+/);
      const isTrace = (Number.parseInt(groups, 16) & TRACE_GROUP) !== 0;
      if (protocol === NETLINK_NETFILTER && isTrace) return Number(waiting);
    }
    return null;
  } catch {
    // It has not started yet, or it has ended already.
    return null;
  }
}

/** Lets real time pass. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
