import { DETAILS } from "../trace/step.js";
import type { Timeline } from "../timeline/timeline.js";
import type { Moment } from "../timeline/moment.js";
import { SPEEDS } from "./part/transport-bar.js";
import type { KeyCommand } from "./key-bindings.js";

/** What a command needs of the element that it is for. */
export interface Deck {
  readonly timeline: Timeline;
  readonly moment: Moment;
  readonly count: number;
  /** What else it can do. */
  readonly tools: Readonly<Partial<Record<Tool, () => void>>>;
}

/** What a command may ask for beside the timeline. */
type Tool = "view" | "full-screen" | "help" | "hand-on" | "terminal";

/** Does what a key, a button or a gesture asks for. */
export function obey(command: KeyCommand, deck: Deck): void {
  const { timeline, moment } = deck;
  switch (command.kind) {
    case "toggle":
      timeline.toggle();
      return;
    case "step":
      // Who steps wants to look; a picture that plays on would leave again.
      timeline.pause();
      timeline.stepBy(command.by);
      return;
    case "chapter":
      timeline.chapterBy(command.by);
      return;
    case "finest":
      timeline.stepFinest(command.by);
      return;
    case "first":
      timeline.seekStep(0);
      return;
    case "last":
      timeline.end();
      return;
    case "share":
      timeline.seekStep(Math.round(command.share * (deck.count - 1)));
      return;
    case "speed":
      timeline.setSpeed(speedAfter(moment.speed, command.by));
      return;
    case "detail":
      timeline.setDetail(
        DETAILS[(DETAILS.indexOf(moment.detail) + 1) % DETAILS.length] ?? moment.detail,
      );
      return;
    case "view":
    case "full-screen":
    case "help":
    case "hand-on":
    case "terminal":
      deck.tools[command.kind]?.();
  }
}

/** The next faster or slower of the offered speeds. */
export function speedAfter(speed: number, by: 1 | -1): number {
  const others = by === 1 ? SPEEDS : [...SPEEDS].reverse();
  return others.find((other) => (other - speed) * by > 0) ?? speed;
}
