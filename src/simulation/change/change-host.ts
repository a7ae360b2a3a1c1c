import type { Diagnostic } from "../../base/diagnostic.js";
import type { Random } from "../../base/random.js";
import type { SourceSpan } from "../../base/source-span.js";
import type { Namespace } from "../../network/namespace.js";
import { hostTables } from "../../network/host-tables.js";
import type { HostTables } from "../../trace/host-tables.js";
import type { TextPool } from "../header/text-pool.js";
import type { Stack, World } from "../world.js";

/** Where a change happens. */
export interface ChangePlace {
  readonly world: World;
  readonly stack: Stack;
  /** The line of the play that asks for it. */
  readonly span: SourceSpan;
  /** The scenario's chance, for what begins to draw. */
  readonly random: Random;
  /** The texts that the trace's header holds. */
  readonly texts: TextPool;
}

/** What was wrong with a change; nothing where it was made. */
export type Mistakes = readonly Diagnostic[];

/** Somebody typed a command on the host. */
export function noteCommand({ world, stack }: ChangePlace, command: string): void {
  world.recorder.emit(stack.id, null, { kind: "command-run", command });
}

/** Gives a host another state, and tells what its tools list differently from now on. */
export function changeHost(
  { world, stack }: Pick<ChangePlace, "world" | "stack">,
  next: Namespace,
  settings: "changed" | "all" | "none" = "changed",
): void {
  const { host } = stack;
  const before = hostTables(host);
  host.change(next);
  const after = hostTables(host);
  const { sysctls, ...others } = changedTables(before, after);
  const told = settings === "all" ? after.sysctls : settings === "none" ? undefined : sysctls;
  const tables = told === undefined ? others : { ...others, sysctls: told };
  if (Object.keys(tables).length > 0) {
    world.recorder.emit(stack.id, null, { kind: "tables-changed", tables });
  }
}

// What was learned while the play went on is told by events of its own.
const DECLARED = ["devices", "routes", "routingRules", "sysctls"] as const;

function changedTables(before: HostTables, after: HostTables): Partial<HostTables> {
  const changed = DECLARED.filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}
