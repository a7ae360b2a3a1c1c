import { main } from "../../src/cli/main.js";
import type { ServedFile, World } from "../../src/cli/world.js";

/** What a run of the command line left behind. */
export interface Run {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  readonly written: ReadonlyMap<string, string>;
  readonly served: ReadonlyMap<string, ServedFile>;
}

/** Runs the command line in a world of these files; `-` is standard input. */
export async function run(
  argv: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const written = new Map<string, string>();
  let served: ReadonlyMap<string, ServedFile> = new Map();
  const world: World = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    read: (file) => {
      const text = files[file];
      if (text === undefined) throw new Error("no such file");
      return text;
    },
    readNamed: (file) => {
      const text = files[file];
      if (text === undefined) throw new Error("no such file");
      return text;
    },
    write: (file, text) => void written.set(file, text),
    serve: (map, port) => {
      served = map;
      return Promise.resolve(`http://127.0.0.1:${port}/`);
    },
    bundle: () => new Map([["hopwise.js", "export {};"]]),
    version: "1.2.3",
  };
  const exit = await main(argv, world);
  return { exit, out: out.join(""), err: err.join(""), written, served };
}
