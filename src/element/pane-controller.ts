import type { ReactiveController, ReactiveControllerHost } from "lit";
import { createLiveRenderer } from "../render/live-renderer.js";
import type { LiveRenderer } from "../render/live-renderer.js";
import type { Look } from "../scene/look.js";
import type { Theme } from "../scene/palette.js";
import type { Misses } from "../scene/view/input.js";
import { VIEWS } from "../scene/view/order.js";

/** What is in a pane now; the same again is not drawn again. */
interface Drawn {
  readonly renderer: LiveRenderer;
  key: readonly unknown[];
}

/** Draws views into the panes of the player at the size that they have, and moves what moves in them. */
export class PaneController implements ReactiveController {
  readonly #drawn = new Map<SVGSVGElement, Drawn>();

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#drawn.clear();
  }

  /** Draws every pane below a root. */
  draw(root: ParentNode, look: Look, theme: Theme, misses: Misses | null, progress: number): void {
    for (const pane of root.querySelectorAll<HTMLElement>(".pane")) {
      const svg = pane.querySelector("svg");
      const view = VIEWS.find(({ name }) => name === pane.dataset["view"]);
      const { clientWidth: width, clientHeight: height } = pane;
      if (svg === null || view === undefined || width === 0 || height === 0) continue;
      const drawn = this.#drawnIn(svg);
      const key = [look, theme, misses, width, height];
      if (!key.every((value, index) => value === drawn.key[index])) {
        drawn.key = key;
        drawn.renderer.draw(view.draw({ ...look, width, height, misses }), theme);
      }
      drawn.renderer.move(progress);
    }
  }

  /** Moves what moves to a share of the step's time. */
  move(progress: number): void {
    for (const [svg, { renderer }] of this.#drawn) {
      if (svg.isConnected) renderer.move(progress);
      else this.#drawn.delete(svg);
    }
  }

  #drawnIn(svg: SVGSVGElement): Drawn {
    const known = this.#drawn.get(svg);
    if (known !== undefined) return known;
    const drawn = { renderer: createLiveRenderer(svg), key: [] };
    this.#drawn.set(svg, drawn);
    return drawn;
  }
}
