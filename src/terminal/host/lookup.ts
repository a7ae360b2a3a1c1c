import { declined } from "../answer.js";
import type { Answer } from "../answer.js";
import type { HostMoment } from "../moment.js";
import type { RanCommand } from "../ran.js";
import type { Tool } from "../tool.js";

/** `dig`, as the play ran it: a server that is asked now would answer, count and remember, and here nothing is executed. */
export const dig: Tool = lookupTool("dig", ({ outcome }) => (outcome === "timed out" ? 9 : 0));

/** `nslookup`, likewise. */
export const nslookup: Tool = lookupTool("nslookup", ({ outcome }) =>
  outcome === "answered" ? 0 : 1,
);

// The statuses that BIND 9.18 ends with (bin/dig/dighost.c, bin/dig/nslookup.c).
function lookupTool(name: string, statusOf: (ran: RanCommand) => number): Tool {
  const ownOf = ({ ran, host }: HostMoment): readonly RanCommand[] =>
    ran.filter(({ namespace, command }) => namespace === host.id && command.split(" ")[0] === name);
  const commandsOf = (moment: HostMoment): readonly string[] => [
    ...new Set(ownOf(moment).map(({ command }) => command)),
  ];
  return {
    name,
    forms: [`${name} …`],
    examples: commandsOf,
    run(words, moment): Answer {
      const typed = [name, ...words].join(" ");
      const last = ownOf(moment).findLast(({ command }) => command === typed);
      if (last === undefined) {
        const ran = commandsOf(moment).map((command) => `\n  ${command}`);
        return ran.length === 0
          ? declined("never-ran", { tool: name })
          : declined("not-ran", { tool: name, command: typed, ran: ran.join("") });
      }
      return { kind: "printed", output: last.output, error: "", status: statusOf(last) };
    },
  };
}
