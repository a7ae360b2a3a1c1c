import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { KeyCommand } from "./key-bindings.js";
import { pickedBy } from "./pick-controller.js";

const SWIPE_PIXELS = 48;
const TAP_PIXELS = 10;
const TAP_MS = 500;

/** Touches of the picture: a tap on its left or right half steps, a swipe changes the chapter. */
export class GestureController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #obey: (command: KeyCommand) => void;
  #start: {
    readonly id: number;
    readonly x: number;
    readonly y: number;
    readonly at: number;
  } | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, obey: (command: KeyCommand) => void) {
    this.#host = host;
    this.#obey = obey;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener("pointerdown", this.#onDown);
    this.#host.addEventListener("pointerup", this.#onUp);
    this.#host.addEventListener("pointercancel", this.#onCancel);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener("pointerdown", this.#onDown);
    this.#host.removeEventListener("pointerup", this.#onUp);
    this.#host.removeEventListener("pointercancel", this.#onCancel);
  }

  readonly #onDown = (event: PointerEvent): void => {
    const onPicture = event
      .composedPath()
      .some((node) => node instanceof Element && node.classList.contains("pane"));
    const { pointerId: id, clientX: x, clientY: y, timeStamp: at } = event;
    this.#start =
      event.pointerType === "touch" && event.isPrimary && onPicture ? { id, x, y, at } : null;
  };

  readonly #onUp = (event: PointerEvent): void => {
    const start = this.#start;
    this.#start = null;
    if (start === null || start.id !== event.pointerId) return;
    const { left, width } = this.#host.getBoundingClientRect();
    // A tap on a box that can be looked into is no step.
    if (pickedBy(event) !== null && Math.abs(event.clientX - start.x) < SWIPE_PIXELS) return;
    const command = gestureOf(
      { x: event.clientX - start.x, y: event.clientY - start.y, ms: event.timeStamp - start.at },
      (event.clientX - left) / width,
    );
    if (command !== null) this.#obey(command);
  };

  readonly #onCancel = (): void => {
    this.#start = null;
  };
}

/** What a touch means: how far it went and how long it took, and where it ended (0 left edge, 1 right edge). */
export function gestureOf(
  moved: { readonly x: number; readonly y: number; readonly ms: number },
  share: number,
): KeyCommand | null {
  const across = Math.abs(moved.x);
  const along = Math.abs(moved.y);
  if (across >= SWIPE_PIXELS && across > 2 * along)
    return { kind: "chapter", by: moved.x < 0 ? 1 : -1 };
  if (across <= TAP_PIXELS && along <= TAP_PIXELS && moved.ms <= TAP_MS)
    return { kind: "step", by: share < 0.5 ? -1 : 1 };
  return null;
}
