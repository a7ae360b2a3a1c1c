import type { OptionTree } from "./corefile-tree.js";

/** What becomes of an option when it is migrated; null takes it away. */
export type OptionAction = (option: OptionTree) => OptionTree | null;

/** Takes an option away. */
export const remove: OptionAction = () => null;

/** Keeps an option's first word. */
export const keepFirstWord: OptionAction = ({ name, words }) => ({
  name,
  words: words.slice(0, 1),
});

/** Takes `protocol https_google` of proxy away, which went with Google's service. */
export const removeHttpsGoogle: OptionAction = (option) =>
  option.words[0] === "https_google" ? null : option;

/** The nearest that forward has to a policy of proxy. */
export const policyOfForward: OptionAction = (option) =>
  option.words.length === 1 && option.words[0] === "least_conn" ? FORCE_TCP : option;

/** `protocol dns force_tcp` of proxy is only asked for where `force_tcp` comes first, as the tool has it. */
export const protocolOfForward: OptionAction = ({ words }) =>
  words.length >= 2 && words[0] === "force_tcp" ? FORCE_TCP : null;

const FORCE_TCP: OptionTree = { name: "force_tcp", words: [] };
