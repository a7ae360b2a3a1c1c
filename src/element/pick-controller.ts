import type { ReactiveController, ReactiveControllerHost } from "lit";
import { selectedBy } from "../scene/view/selected.js";
import type { Selected } from "../scene/view/selected.js";

/** Clicks on what can be looked into, and the keys that press it where it has the focus. */
export class PickController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #pick: (selected: Selected) => void;

  constructor(host: ReactiveControllerHost & HTMLElement, pick: (selected: Selected) => void) {
    this.#host = host;
    this.#pick = pick;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener("click", this.#onClick);
    this.#host.addEventListener("keydown", this.#onKeyDown);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener("click", this.#onClick);
    this.#host.removeEventListener("keydown", this.#onKeyDown);
  }

  readonly #onClick = (event: Event): void => {
    const selected = pickedBy(event);
    if (selected !== null) this.#pick(selected);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const selected = event.key === "Enter" || event.key === " " ? pickedBy(event) : null;
    if (selected === null) return;
    // The key presses the box; it neither plays nor scrolls.
    event.preventDefault();
    this.#pick(selected);
  };
}

/** What an event's target stands for; null where it is no box of a picture. */
export function pickedBy(event: Event): Selected | null {
  const [target] = event.composedPath();
  const action =
    target instanceof Element ? target.closest("[data-action]")?.getAttribute("data-action") : null;
  return action == null ? null : selectedBy(action);
}
