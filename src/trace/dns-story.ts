import type { PluginAction } from "./event/dns-event.js";
import type { Saying } from "./story.js";

/** An answer that was cut short is told, since it is asked for again. */
export const answerReceived: Saying<"answer-received"> = ({ query, message }) =>
  message.flags.tc ? `truncated ${query}` : null;

/** Which server block is told where the program has several to choose among, or none that fits. */
export const blockChosen: Saying<"block-chosen"> = ({ block }, { header }) => {
  if (block === null) return "block none";
  const { blocks } = header.dns;
  const alike = blocks.filter(({ program }) => program === blocks[block]?.program);
  return alike.length > 1 ? `block ${block}` : null;
};

/** What a plugin does to a question or an answer is told; what it keeps, counts and shuffles is not. */
export const pluginActed: Saying<"plugin-acted"> = ({ plugin, action }) =>
  TOLD.has(action.kind) ? `${plugin} ${action.kind} ${JSON.stringify(action)}` : null;

const TOLD: ReadonlySet<PluginAction["kind"]> = new Set([
  "query-rewritten",
  "reply-rewritten",
  "name-tried",
  "upstream-failed",
  "stale-served",
  "addresses-mapped",
  "answer-disturbed",
  "zone-delegated",
  "transfer-refused",
] as const);
