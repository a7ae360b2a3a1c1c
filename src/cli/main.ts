import { en } from "../message/command/en.js";
import { ja } from "../message/command/ja.js";
import { fill } from "../message/fill.js";
import { VIEWS } from "../scene/view/order.js";
import type { Command } from "./command.js";
import { COMMANDS } from "./command/order.js";
import { EXIT, Failure } from "./failure.js";
import type { ExitCode } from "./failure.js";
import { commandHelp, programHelp } from "./help.js";
import { choiceOption, hasOption } from "./option.js";
import { readArguments } from "./read-arguments.js";
import type { Session } from "./session.js";
import type { World } from "./world.js";

/** The languages of the command line. */
const TEXTS = { en, ja } as const;

/** The command line: what was typed after `hopwise`, to the code it ends with. */
export async function main(argv: readonly string[], world: World): Promise<ExitCode> {
  const [name = "--help", ...rest] = argv;
  const texts = TEXTS[languageIn(argv)];
  try {
    const command = COMMANDS.find((known) => known.name === name);
    if (command !== undefined) return await runCommand(command, rest, world);
    if (name === "--version" || name === "-V") world.out(`${world.version}\n`);
    else if (name === "--help" || name === "-h" || name === "help")
      world.out(programHelp(COMMANDS, texts));
    else throw new Failure("unknown-command", { name, known: COMMANDS.map((known) => known.name) });
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    world.err(`hopwise: ${fill(texts[error.key], error.parameters)}\n`);
    return error.exit;
  }
}

function runCommand(
  command: Command,
  argv: readonly string[],
  world: World,
): ExitCode | Promise<ExitCode> {
  const given = readArguments(command, argv);
  const language = choiceOption(given, "lang", ["en", "ja"]);
  const session: Session = {
    world,
    language,
    texts: TEXTS[language],
    quiet: hasOption(given, "quiet"),
  };
  if (!hasOption(given, "help")) return command.run(given, session);
  world.out(
    commandHelp(
      command,
      session.texts,
      VIEWS.map((view) => view.name),
    ),
  );
  return EXIT.done;
}

// Wrong usage must be told in the wanted language too, so this looks before the arguments are read.
function languageIn(argv: readonly string[]): keyof typeof TEXTS {
  const at = argv.indexOf("--lang");
  return argv[at + 1] === "ja" && at !== -1 ? "ja" : argv.includes("--lang=ja") ? "ja" : "en";
}
