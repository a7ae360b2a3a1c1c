import type { Outcome } from "../outcome.js";
import { oneOf } from "./shape.js";
import type { Shape } from "./shape.js";

/** How a request ended. */
export const outcomeShape: Shape<Outcome> = oneOf<Outcome>({
  answered: 1,
  refused: 1,
  unreachable: 1,
  reset: 1,
  "not permitted": 1,
  "timed out": 1,
  nxdomain: 1,
  "no data": 1,
  "server failure": 1,
  "cannot know": 1,
});
