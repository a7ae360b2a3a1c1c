import type { Branch, Choice, ChoiceTree, Decider, Exploration } from "../exploration.js";
import { parseFraction } from "../../base/fraction.js";
import type { PacketId, RequestId } from "../id.js";
import { dispositionShape } from "./network-shape.js";
import { outcomeShape } from "./outcome-shape.js";
import { namespaceShape } from "./rule-set-shape.js";
import { count, flag, list, nullable, numbered, object, oneOf, text, written } from "./shape.js";
import type { Shape } from "./shape.js";

const fraction = written("a fraction", (value) => parseFraction(value) !== null);

const choice: Shape<Choice> = object<Choice>({
  namespace: namespaceShape,
  table: text,
  chain: text,
  rule: count,
  taken: flag,
  probability: fraction,
  intended: fraction,
});

const branch: Shape<Branch> = object<Branch>({
  number: count,
  choices: list(choice),
  probability: fraction,
  intended: fraction,
  endpoint: nullable(text),
  pod: nullable(text),
  node: nullable(text),
  masqueradedAs: nullable(text),
  disposition: nullable(dispositionShape),
  outcome: nullable(outcomeShape),
  status: nullable(count),
  isPlayed: flag,
});

const tree: Shape<ChoiceTree> = object<ChoiceTree>({
  packet: numbered<PacketId>(),
  namespace: namespaceShape,
  program: text,
  isLookup: flag,
  service: nullable(text),
  destination: text,
  protocol: text,
  times: count,
  decidedBy: oneOf<Decider>({ chance: 1, affinity: 1, scheduler: 1, rules: 1 }),
  scheduled: nullable(text),
  branches: list(branch),
  unplayed: fraction,
});

/** What chance could make of a request. */
export const explorationShape: Shape<Exploration> = object<Exploration>({
  request: numbered<RequestId>(),
  command: text,
  trees: list(tree),
});
