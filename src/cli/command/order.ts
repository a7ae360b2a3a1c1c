import type { Command } from "../command.js";
import { check } from "./check.js";
import { dig } from "./dig.js";
import { fmt } from "./fmt.js";
import { rules } from "./rules.js";
import { serve } from "./serve.js";
import { setup } from "./setup.js";
import { svg } from "./svg.js";
import { trace } from "./trace.js";

/** The commands, in the order in which the help lists them. */
export const COMMANDS: readonly Command[] = [check, fmt, trace, rules, setup, dig, svg, serve];
