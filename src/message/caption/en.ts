import { base } from "./base/en.js";
import { en as cluster } from "./cluster/en.js";
import { en as host } from "./host/en.js";
import { en as nftables } from "./nftables/en.js";
import { en as pluginAction } from "./plugin-action/en.js";
import { en as sctp } from "./sctp/en.js";

/** The English sentence for every kind of thing that a step can be about. */
export const en: typeof base &
  typeof host &
  typeof nftables &
  typeof sctp &
  typeof cluster &
  typeof pluginAction = {
  ...base,
  ...host,
  ...nftables,
  ...sctp,
  ...cluster,
  ...pluginAction,
};

/** What a caption is about; every language has a sentence for each. */
export type CaptionCode = Exclude<keyof typeof en, "language">;

/** The sentences of a language. */
export type CaptionTexts = Readonly<Record<keyof typeof en, string>>;

/** The sentences that a caption is read from: those about hosts may come later. */
export type SomeCaptionTexts = Pick<CaptionTexts, keyof typeof base> & Partial<CaptionTexts>;
