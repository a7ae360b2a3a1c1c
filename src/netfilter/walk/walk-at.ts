import type { RuleVerdict } from "../../trace/event/netfilter-event.js";
import { chainNamed } from "../chain-index.js";
import { updateConnection } from "../conntrack/look-up.js";
import type { Hook } from "../hook.js";
import { accepted } from "../netfilter-host.js";
import type { HookResult, NetfilterHost } from "../netfilter-host.js";
import type { Table } from "../rule-set.js";
import type { SocketBuffer } from "../socket-buffer.js";
import type { TranslationRange } from "../target/translation.js";
import { walkContextOf } from "./walk-context.js";
import { walkTable } from "./walk-table.js";
import type { WalkedPacket } from "./walk-table.js";

/** A table at a hook, and the packet that comes to it. */
export interface Station {
  readonly hook: Hook;
  readonly table: Table;
  readonly buffer: SocketBuffer;
  readonly translate: ((range: TranslationRange) => RuleVerdict) | null;
}

/** Walks a table's chain of a hook, with what is known of the packet there. */
export function walkAt(
  { hook, table, buffer, translate }: Station,
  host: NetfilterHost,
): HookResult {
  const base = chainNamed(table, hook);
  if (base === null) {
    host.emit({ kind: "table-skipped", hook, table: table.name, reason: "absent" });
    return accepted(buffer);
  }
  const id = buffer.connection?.id ?? null;
  const context = walkContextOf(hook, buffer, host);
  host.emit({ kind: "table-entered", hook, table: table.name, chain: base.name, context });
  const { answer } = host;
  const result = walkTable({
    hook,
    table,
    base,
    context,
    surroundings: {
      hook,
      buffer,
      // Asked anew each time: a rule before may have marked it.
      get connection() {
        return id === null ? null : (host.conntrack.get(id)?.entry ?? null);
      },
      direction: buffer.connection?.direction ?? null,
      view: host.view,
      wayMtu: host.wayMtu ?? null,
      sets: host.sets,
      ipvs: host.ipvs,
      memory: host.conntrack.memory,
      now: host.now,
    },
    random: () => host.random.next(),
    emit: host.emit,
    translate,
    markConnection(mark) {
      const known = id === null ? null : host.conntrack.get(id);
      if (known !== null && known.entry.mark !== mark)
        updateConnection(known, { ...known, entry: { ...known.entry, mark } }, host);
    },
    answer:
      answer === null
        ? null
        : (now, rejectWith) => {
            answer(walked(buffer, now), rejectWith);
          },
  });
  const { verdict, cause, rejectWith, isUntracked } = result;
  const after = walked(buffer, result);
  // A packet that has its connection already, as an answer of the kernel's own, keeps it (xt_CT.c: xt_ct_target).
  const untracked: SocketBuffer =
    isUntracked && buffer.connection === null ? { ...after, connection: UNTRACKED } : after;
  return { verdict, buffer: untracked, cause, stop: null, rejectWith };
}

const UNTRACKED = { id: null, state: "UNTRACKED", direction: null } as const;

function walked(buffer: SocketBuffer, { packet, mark }: WalkedPacket): SocketBuffer {
  return packet === buffer.packet && mark === buffer.mark ? buffer : { ...buffer, packet, mark };
}
