import type { BranchWords } from "../../message/view/branches/en.js";
import type { AllWords, ViewWords } from "../../message/view/en.js";
import type { StageWords } from "../../message/view/stage/en.js";
import type { Exploration } from "../../trace/exploration.js";
import type { TraceState } from "../../trace/state.js";
import type { Step } from "../../trace/step.js";
import type { Trace } from "../../trace/trace.js";
import type { Scene } from "../scene.js";
import type { Selected } from "./selected.js";

/** What the stage draws from. */
export interface StageInput {
  readonly trace: Trace;
  readonly step: Step;
  /** The state before the step's first event. */
  readonly before: TraceState;
  /** The state after its last event. */
  readonly after: TraceState;
  /** In pixels. A scene is as wide as asked; it is higher where its content needs that. */
  readonly width: number;
  readonly height: number;
  /** A language tag: `en`, `ja`. */
  readonly language: string;
  readonly words: StageWords;
  /** The step in one sentence, in that language. */
  readonly caption: string;
  /** Why rules were missed, as far as the caller has asked; null where it has not yet. */
  readonly misses: Misses | null;
  /** The chain that the reader asked for. */
  readonly selected?: Selected | null;
  /** Rows that the reader has scrolled the rule list by. */
  readonly scroll?: number;
  /** What the reader may do with branches; absent where a picture is all there is. */
  readonly branches?: BranchDesk;
}

/** What a page knows of branches beside the trace. */
export interface BranchDesk {
  /** Whether the scenario's text is there, so that another branch can be played. */
  readonly canPlay: boolean;
  /** The branch that the reader chose, as `2:3`; empty while the scenario's own draw plays. */
  readonly chosen: string;
  /** What the reader had explored, by the request's number. */
  readonly explored: ReadonlyMap<number, Exploration>;
}

/** What a view beside the stage draws from: it has words of its own. */
export interface ViewInput extends StageInput {
  readonly words: ViewWords;
}

/** What the picture of branches draws from. */
export interface BranchInput extends StageInput {
  readonly words: StageWords & BranchWords;
}

/** What any view can draw from: the words of all. */
export interface AllInput extends StageInput {
  readonly words: AllWords;
}

/** Why rules did not match, by `table/chain/rule` (`nat/KUBE-SERVICES/3`). */
export type Misses = Readonly<Record<string, Miss>>;

/** The clause of a rule that did not hold, as the rule's text has it, and what was found instead. */
export interface Miss {
  readonly clause: string;
  readonly found: string;
}

/** One way of looking at a step. */
export interface View {
  readonly name: string;
  readonly draw: (input: AllInput) => Scene;
}
