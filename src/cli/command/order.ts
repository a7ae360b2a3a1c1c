import type { Command } from "../command.js";
import { check } from "./check.js";
import { diff } from "./diff.js";
import { compare } from "./compare.js";
import { dig } from "./dig.js";
import { explore } from "./explore.js";
import { fmt } from "./fmt.js";
import { migrate } from "./migrate.js";
import { rules } from "./rules.js";
import { serve } from "./serve.js";
import { setup } from "./setup.js";
import { show } from "./show.js";
import { svg } from "./svg.js";
import { trace } from "./trace.js";
import { verify } from "./verify.js";

/** The commands, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [
  check,
  fmt,
  trace,
  explore,
  compare,
  rules,
  diff,
  show,
  setup,
  verify,
  dig,
  migrate,
  svg,
  serve,
];
