import type { Catalogue } from "./catalogue.js";
import { ja as interfaceTexts } from "./interface/ja.js";

/** Japanese. */
export const ja: Catalogue = {
  language: "ja",
  name: "日本語",
  interface: interfaceTexts,
};
