import type { ReactiveController, ReactiveControllerHost } from "lit";
import { commandOf } from "./key-bindings.js";
import type { KeyCommand } from "./key-bindings.js";

/** Turns keys into commands while the focus is inside the player; keys that it takes go no further. */
export class KeyboardController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #obey: (command: KeyCommand) => void;

  constructor(host: ReactiveControllerHost & HTMLElement, obey: (command: KeyCommand) => void) {
    this.#host = host;
    this.#obey = obey;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener("keydown", this.#onKeyDown);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener("keydown", this.#onKeyDown);
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || belongsToTarget(event.key, target)) return;
    const command = commandOf(event);
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.#obey(command);
  };
}

// A focused button is pressed by Space, a list of choices and an open dialog have keys of their own; a text that scrolls
// takes what scrolls it.
function belongsToTarget(key: string, target: EventTarget | undefined): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("dialog, textarea, input:not([type=range])") !== null) return true;
  if (target.closest("select") !== null) return key !== "?";
  return (key === " " || key === "Enter") && target.closest("button, summary, a") !== null;
}
