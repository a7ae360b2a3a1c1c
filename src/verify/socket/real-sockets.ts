import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { socketProgram } from "./socket-program.js";
import type { SocketReport, SocketOrder } from "./message.js";

/** The answer to an order. */
export type OrderAnswer = Extract<SocketReport, { readonly news: "answer" }>;

/** What a socket hears without having been asked. */
export type SocketNews = Exclude<SocketReport, { readonly news: "answer" | "ready" }>;

/** The program in a namespace that has the real sockets. */
export interface RealSockets {
  /** Does what is ordered; the answer may take as long as the kernel takes. */
  readonly order: (order: SocketOrder) => Promise<OrderAnswer>;
  /** Who hears what sockets hear, from now on. */
  readonly listen: (hear: (news: SocketNews) => void) => void;
  readonly end: () => void;
}

const SECONDS_TO_START = 20;

/** Starts the program in a namespace of `ip netns`. */
export function openSockets(netns: string): Promise<RealSockets> {
  // A compiler that keeps the names of functions calls this for each.
  const text = `const __name = (made) => made; (${socketProgram.toString()})();`;
  const child = spawn("ip", ["netns", "exec", netns, process.execPath, "-e", text], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  const waiting = new Map<number, (answer: OrderAnswer) => void>();
  const heard: ((news: SocketNews) => void)[] = [];
  let orders = 0;
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    errors += part;
  });
  child.stdin.on("error", () => undefined);
  const lost = (number: number): OrderAnswer => ({
    news: "answer",
    number,
    error: "EPIPE",
    socket: null,
    local: null,
  });
  let unsent = "";
  // What a program does without waiting in between is done at once there, too.
  const write = (line: string): void => {
    if (unsent === "")
      setImmediate(() => {
        child.stdin.write(unsent);
        unsent = "";
      });
    unsent += line;
  };
  const sockets: RealSockets = {
    order: (order) =>
      new Promise((resolve) => {
        const number = ++orders;
        if (child.exitCode !== null) {
          resolve(lost(number));
          return;
        }
        waiting.set(number, resolve);
        write(`${JSON.stringify({ number, order })}\n`);
      }),
    listen: (hear) => {
      heard.push(hear);
    },
    end: () => {
      child.stdin.end();
      child.kill("SIGKILL");
    },
  };
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`the program in ${netns} did not start`));
    }, SECONDS_TO_START * 1000);
    child.on("error", reject);
    child.on("exit", () => {
      clearTimeout(tooLate);
      reject(new Error(`the program in ${netns} ended: ${errors}`));
      for (const [number, answer] of waiting) answer(lost(number));
      waiting.clear();
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      const news = JSON.parse(line) as SocketReport;
      if (news.news === "ready") {
        clearTimeout(tooLate);
        resolve(sockets);
      } else if (news.news === "answer") {
        waiting.get(news.number)?.(news);
        waiting.delete(news.number);
      } else {
        for (const hear of heard) hear(news);
      }
    });
  });
}
