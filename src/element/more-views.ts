import { dns } from "../scene/view/dns/dns.js";
import { flowchart } from "../scene/view/flowchart/flowchart.js";
import type { Scene } from "../scene/scene.js";
import type { ViewInput } from "../scene/view/input.js";
import { rules } from "../scene/view/rules/rules.js";

// A chunk of its own: the views beside the stage, fetched when the player first has room for one.
export { en } from "../message/view/more/en.js";
export { visibleRules } from "../scene/view/rules/visible-rules.js";

/** The views beside the stage. */
export const MORE_VIEWS: Readonly<Record<string, (input: ViewInput) => Scene>> = {
  flowchart,
  rules,
  dns,
};
