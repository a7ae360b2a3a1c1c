import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Chains, stations with chains of their own, and what the picture of branches asks. */
const PICKABLE = /^(?:branch|chain|explore|hook):/;

/** Clicks on what can be looked into, and the keys that press it where it has the focus. */
export class PickController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #pick: (action: string) => void;

  constructor(host: ReactiveControllerHost & HTMLElement, pick: (action: string) => void) {
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
    const action = pickedBy(event);
    if (action !== null) this.#pick(action);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const action = event.key === "Enter" || event.key === " " ? pickedBy(event) : null;
    if (action === null) return;
    // The key presses the box; it neither plays nor scrolls.
    event.preventDefault();
    this.#pick(action);
  };
}

/** The action of the box of a picture that an event is about; null where it is about none that can be picked. */
export function pickedBy(event: Event): string | null {
  const [target] = event.composedPath();
  const mark = target instanceof Element ? target.closest("[data-action]") : null;
  const action = mark?.getAttribute("data-action") ?? "";
  return PICKABLE.test(action) ? action : null;
}
