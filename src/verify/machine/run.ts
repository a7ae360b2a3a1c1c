import { spawn } from "node:child_process";

/** What came of a command. */
export interface Ran {
  /** The exit status; null where it did not start, or was ended because it took too long. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

const MOST_OUTPUT = 64 * 1024 * 1024;

/** Runs a command to its end, for at most so many seconds. */
export function run(
  words: readonly [string, ...string[]],
  { input = "", seconds = 20 }: { readonly input?: string; readonly seconds?: number } = {},
): Promise<Ran> {
  const [program, ...rest] = words;
  return new Promise((resolve) => {
    const child = spawn(program, rest, { timeout: seconds * 1000, killSignal: "SIGKILL" });
    const text = { output: "", errors: "" };
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      if (text.output.length < MOST_OUTPUT) text.output += part;
    });
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      if (text.errors.length < MOST_OUTPUT) text.errors += part;
    });
    child.on("error", (error) => {
      resolve({ status: null, output: text.output, errors: error.message });
    });
    child.on("close", (status) => {
      resolve({ status, ...text });
    });
    // A program that ends without reading breaks the pipe; its status tells enough.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** Runs a script of shell commands; the first one that fails ends it. */
export function runScript(script: string, seconds = 60): Promise<Ran> {
  return run(["bash", "-eu", "-s"], { input: script, seconds });
}
