import { assert } from "../../base/assert.js";
import type { Change } from "../../cluster/change.js";
import type { Scenario } from "../../cluster/scenario.js";
import { printLoadable } from "../../netfilter/nftables/print/print-loadable.js";
import { readNft } from "../../netfilter/nftables/read/read-nft.js";
import { builtSteps } from "../../simulation/set-up/build-plan.js";
import { scenarioNetwork } from "../../simulation/set-up/scenario-network.js";
import type { TraceEvent } from "../../trace/event/event.js";
import type { Lab } from "../lab/lab.js";
import { run } from "../machine/run.js";

/** The commands that the changes of a play come to, one after the other. */
export interface Commands {
  /** Runs the next one in its namespace; what failed, where it does. */
  readonly runNext: () => Promise<FailedCommand | null>;
  /** Passes over the commands that build the network, which is there. */
  readonly skipBuild: () => void;
}

/** A command that the machine refused, and what it said. */
export interface FailedCommand {
  readonly command: string;
  readonly reason: string;
}

/** Takes the commands from the trace, which tells what was typed where. */
export function createCommands(
  scenario: Scenario,
  lab: Lab,
  events: readonly TraceEvent[],
): Commands {
  const left = events.filter((event) => event.kind === "command-run");
  const dumps = scenario.play.flatMap((item) =>
    item.kind === "change" ? dumpOf(item.change) : [],
  );
  return {
    runNext: async () => {
      const next = left.shift();
      if (next?.namespace == null) return null;
      const room = lab.rooms.get(next.namespace);
      assert(room !== undefined, `no namespace ${next.namespace}`);
      const backend = room.namespace.iptables;
      const isDump = /^ip6?tables-restore$|^nft -f -$/.test(next.command);
      const command = next.command.replace(/^(ip6?tables)(?=[ -]|$)/, `$1-${backend}`);
      const input = isDump ? (dumps.shift() ?? "").replace(/\n*$/, "\n") : "";
      const words = ["ip", "netns", "exec", room.netns, "bash", "-c", command] as const;
      const ran = await run(words, { input });
      // `conntrack -D` without a match, or a flush of nothing, is no failure.
      if (ran.status === 0 || command.startsWith("conntrack")) return null;
      return { command, reason: ran.errors.trim() };
    },
    skipBuild: () => {
      left.splice(0, builtSteps(scenario, scenarioNetwork(scenario)).length);
    },
  };
}

function dumpOf(change: Change): readonly string[] {
  if (change.kind === "rules") return [change.dump.text];
  if (change.kind !== "nft") return [];
  const { text, span } = change.text;
  return [printLoadable(readNft({ name: span.source, text }, { owner: "user" }).nftables)];
}
