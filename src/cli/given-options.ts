import type { SourceText } from "../base/source-span.js";
import type { LoadOptions } from "../language/load.js";
import { readManifests } from "../manifests/read-manifests.js";
import { Failure } from "./failure.js";
import { furtherFiles } from "./further-files.js";
import { numberOption, textsOption } from "./option.js";
import type { Arguments } from "./option.js";
import { fileReader } from "./read-named-file.js";
import { fileOf, readFile } from "./session.js";
import type { Session } from "./session.js";

/** What a command line says beside the scenario's file. */
export interface GivenOptions {
  readonly options: LoadOptions;
  /** The files that it names, for the places of mistakes in them. */
  readonly sources: readonly SourceText[];
}

/** Reads `--seed`, the dumps that `--rules` names, and further files of Kubernetes YAML. */
export function givenOptions(given: Arguments, session: Session): GivenOptions {
  const seed = numberOption(given, "seed", 0);
  const dumps = textsOption(given, "rules").map((text) => dumpOf(text, session));
  const further = furtherFiles(given).map((file) => readFile(file, session));
  const manifests = { read: readManifests, file: fileReader(fileOf(given), session.world) };
  return {
    options: { ...(seed === null ? {} : { seed }), dumps, manifests, further },
    sources: [...further, ...dumps.map(({ source }) => source)],
  };
}

function dumpOf(text: string, session: Session): NonNullable<LoadOptions["dumps"]>[number] {
  const [host, ...rest] = text.split("=");
  const file = rest.join("=");
  if (host === undefined || host === "" || file === "") throw new Failure("bad-rules", { text });
  return { host, source: readFile(file, session) };
}
