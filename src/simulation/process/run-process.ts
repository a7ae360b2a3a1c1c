import type { Program } from "../effect.js";
import { answerNeed } from "./answer-need.js";
import { whileAlive } from "./life.js";
import type { Process } from "./process.js";

// A program that never waits would stop virtual time; none of ours comes near this.
const MOST_NEEDS_IN_A_TURN = 100_000;

/** Starts a process now; `onEnd` hears what it came to. */
export function startProcess<Result>(
  process: Process,
  program: Program<Result>,
  onEnd: (result: Result) => void,
): void {
  const turn = (given: unknown): void => {
    whileAlive(process.life, () => {
      act(given);
    });
  };
  const act = (given: unknown): void => {
    let answer = given;
    for (let needs = 0; needs < MOST_NEEDS_IN_A_TURN; needs++) {
      const step = program.next(answer);
      if (step.done === true) {
        onEnd(step.value);
        return;
      }
      const reply = answerNeed(process, step.value, later(process, turn), spawn);
      if (reply.kind === "later") return;
      answer = reply.answer;
    }
    throw new Error(`hopwise: ${process.program} never waits`);
  };
  const spawn = (child: Program<void>): void => {
    process.world.scheduler.after(0, () => {
      startProcess(process, child, () => undefined);
    });
  };
  turn(undefined);
}

// A process that is woken acts a little later, as its host finds the time.
function later(process: Process, turn: (answer: unknown) => void): (answer: unknown) => void {
  const { scheduler, nominal } = process.world;
  return (answer) => {
    scheduler.after(nominal.process, () => {
      turn(answer);
    });
  };
}
