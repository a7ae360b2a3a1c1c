import type { RuleVerdict } from "../../../trace/event/netfilter-event.js";
import type { Hook } from "../../hook.js";
import type { HookResult, NetfilterHost } from "../../netfilter-host.js";
import type { SocketBuffer } from "../../socket-buffer.js";
import type { TranslationRange } from "../../target/translation.js";
import { walkContextOf } from "../../walk/walk-context.js";
import { tableKey } from "../model/nftables.js";
import type { BaseChain } from "./base-chains.js";
import { walkChain } from "./walk-chain.js";

/** Walks a base chain of nft, with what is known of the packet at its hook. */
export function walkBaseChain(
  hook: Hook,
  base: BaseChain,
  buffer: SocketBuffer,
  host: NetfilterHost,
  translate: ((range: TranslationRange) => RuleVerdict) | null,
): HookResult {
  const context = walkContextOf(hook, buffer, host);
  const table = tableKey(base.table);
  host.emit({ kind: "table-entered", hook, table, chain: base.chain.name, context });
  const { answer } = host;
  const { verdict, cause, rejectWith, mark } = walkChain({
    hook,
    base,
    context,
    view: host.view,
    memory: host.conntrack.memory.sets,
    now: host.now,
    draw: (modulus) => host.random.integer(modulus),
    emit: host.emit,
    translate,
    answer:
      answer === null
        ? null
        : (now, rejectWith) => {
            answer(withMark(buffer, now), rejectWith);
          },
  });
  return { verdict, buffer: withMark(buffer, mark), cause, stop: null, rejectWith };
}

function withMark(buffer: SocketBuffer, mark: number): SocketBuffer {
  return mark === buffer.mark ? buffer : { ...buffer, mark };
}
