import { PLAYED_MODES } from "../../cluster/proxy-settings.js";
import type { ProxyModeName } from "../../cluster/proxy-settings.js";
import { compare } from "../../pipeline.js";
import type { Compared } from "../../pipeline.js";
import { EXIT, Failure } from "../failure.js";
import type { ExitCode } from "../failure.js";
import { refuseMore } from "../further-files.js";
import { givenOptions } from "../given-options.js";
import { textOption } from "../option.js";
import type { Arguments } from "../option.js";
import { reportProblems } from "../report-problems.js";
import { readSource } from "../session.js";
import type { Session } from "../session.js";

/** Computes the scenario that a command names in each mode that `--modes` or the scenario asks for, and reports the mistakes of all. */
export function computedInModes(
  given: Arguments,
  session: Session,
): { readonly compared: Compared; readonly exit: ExitCode } {
  refuseMore(given);
  const source = readSource(given, session);
  const { options } = givenOptions(given, session);
  const compared = compare(source, { ...options, asks: true, modes: modesOf(given) });
  const sources = compared.plays[0]?.played.loaded.sources ?? [source];
  const exit = reportProblems(compared.diagnostics, sources, session);
  if (compared.plays.every(({ played }) => played.trace === null))
    throw new Failure("nothing-to-play", {}, EXIT.mistakes);
  return { compared, exit };
}

function modesOf(given: Arguments): readonly ProxyModeName[] | null {
  const value = textOption(given, "modes");
  if (value === null) return null;
  return value.split(",").map((name) => {
    const mode = PLAYED_MODES.find((known) => known === name.trim());
    if (mode === undefined)
      throw new Failure("bad-choice", { option: "modes", choices: PLAYED_MODES, value: name });
    return mode;
  });
}
