import type { SourceText } from "../base/source-span.js";
import type { LoadOptions } from "../language/load.js";
import { Failure } from "./failure.js";
import { numberOption, textsOption } from "./option.js";
import type { Arguments } from "./option.js";
import { readFile } from "./session.js";
import type { Session } from "./session.js";

/** What a command line says beside the scenario's file. */
export interface GivenOptions {
  readonly options: LoadOptions;
  /** The files that it names, for the places of mistakes in them. */
  readonly sources: readonly SourceText[];
}

/** Reads `--seed` and the dumps that `--rules` names. */
export function givenOptions(given: Arguments, session: Session): GivenOptions {
  const seed = numberOption(given, "seed", 0);
  const dumps = textsOption(given, "rules").map((text) => dumpOf(text, session));
  return {
    options: { ...(seed === null ? {} : { seed }), dumps },
    sources: dumps.map(({ source }) => source),
  };
}

function dumpOf(text: string, session: Session): NonNullable<LoadOptions["dumps"]>[number] {
  const [host, ...rest] = text.split("=");
  const file = rest.join("=");
  if (host === undefined || host === "" || file === "") throw new Failure("bad-rules", { text });
  return { host, source: readFile(file, session) };
}
