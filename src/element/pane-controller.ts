import type { ReactiveController, ReactiveControllerHost } from "lit";
import { createLiveRenderer } from "../render/live-renderer.js";
import type { LiveRenderer } from "../render/live-renderer.js";
import type { Look } from "../scene/look.js";
import type { Theme } from "../scene/palette.js";
import type { Scene } from "../scene/scene.js";
import type { Misses, StageInput } from "../scene/view/input.js";
import { selectedBy } from "../scene/view/selected.js";
import type { Selected } from "../scene/view/selected.js";
import type { BranchController } from "./branch-controller.js";
import { MissController } from "./miss-controller.js";
import type { PaneView, ViewChoice } from "./pane-choice.js";
import { PickController } from "./pick-controller.js";
import { ViewController } from "./view-controller.js";

/** What is in a pane now; the same again is not drawn again. */
interface Drawn {
  readonly renderer: LiveRenderer;
  key: readonly unknown[];
  /** The size of the pane that it was drawn for. */
  size: string;
}

function sizeOf({ clientWidth, clientHeight }: Element): string {
  return `${clientWidth} ${clientHeight}`;
}

/** The player, as far as its panes need it. */
type PaneHost = ReactiveControllerHost & HTMLElement & { view: ViewChoice };

// A picture that is higher than its pane shows what the step is about.
function keepInSight(pane: HTMLElement, { focus }: Scene): void {
  if (focus === undefined) return;
  const { scrollTop, clientHeight } = pane;
  const isSeen = focus.y >= scrollTop && focus.y + focus.height <= scrollTop + clientHeight;
  if (!isSeen) pane.scrollTop = focus.y + (focus.height - clientHeight) / 2;
}

/** Draws views into the panes of the player at the size that they have, and moves what moves in them. */
export class PaneController implements ReactiveController {
  readonly #host: PaneHost;
  readonly #branches: BranchController | null;
  readonly #misses: MissController;
  readonly #views: ViewController;
  readonly #drawn = new Map<SVGSVGElement, Drawn>();
  readonly #sizes: ResizeObserver | null;
  #look: Look | null = null;
  /** Rows that the reader scrolled the rules by, at this step. */
  #scroll = 0;
  /** The chain that the reader asked for, at this step. */
  #selected: Selected | null = null;
  #root: ParentNode | null = null;

  constructor(host: PaneHost, branches: BranchController | null = null) {
    this.#host = host;
    this.#branches = branches;
    this.#misses = new MissController(host);
    this.#views = new ViewController(host, branches);
    // A pane may get another size while the player keeps its own: what stands around it has changed.
    this.#sizes =
      typeof ResizeObserver === "undefined"
        ? null
        : new ResizeObserver((entries) => {
            if (!entries.some(({ target }) => this.#isOutgrown(target))) return;
            requestAnimationFrame(() => {
              host.requestUpdate();
            });
          });
    host.addController(this);
    new PickController(host, (action) => {
      const selected = selectedBy(action);
      if (selected === null) branches?.book?.obey(action);
      else this.#select(selected);
    });
  }

  hostDisconnected(): void {
    this.#drawn.clear();
    this.#sizes?.disconnect();
  }

  /** Draws every pane below a root. */
  draw(root: ParentNode, look: Look, theme: Theme, progress: number): void {
    if (look !== this.#look) {
      this.#scroll = 0;
      this.#selected = null;
    }
    this.#look = look;
    this.#root = root;
    for (const pane of root.querySelectorAll<HTMLElement>(".pane:not([hidden])")) {
      const svg = pane.querySelector("svg");
      const name = pane.dataset["view"] ?? "";
      const view = this.#views.view(name, look);
      const input = this.#inputOf(pane, look);
      if (svg === null || view === null || input === null) continue;
      const drawn = this.#drawnIn(svg, pane);
      const isReady = this.#misses.isReady;
      const desk = this.#branches?.book?.desk;
      const key = [look, theme, sizeOf(pane), this.#scroll, this.#selected, isReady, desk];
      if (!key.every((value, index) => value === drawn.key[index])) {
        drawn.key = key;
        drawn.size = sizeOf(pane);
        const scene = view({ ...input, misses: this.#missesIn(name, input) });
        drawn.renderer.draw(scene, theme);
        keepInSight(pane, scene);
        // What can be scrolled must be reachable by keyboard.
        if (pane.scrollHeight > pane.clientHeight) pane.tabIndex = 0;
        else pane.removeAttribute("tabindex");
      }
      drawn.renderer.move(progress);
    }
  }

  /** What a pane below a root shows, as a picture; null where it shows nothing. */
  sceneOf(root: ParentNode, name: PaneView): Scene | null {
    const pane = root.querySelector<HTMLElement>(`.pane[data-view=${name}]`);
    const view = this.#look === null ? null : this.#views.view(name, this.#look);
    const input = pane === null || this.#look === null ? null : this.#inputOf(pane, this.#look);
    if (view === null || input === null) return null;
    return view({ ...input, misses: this.#missesIn(name, input) });
  }

  /** Moves what moves to a share of the step's time. */
  move(progress: number): void {
    for (const [svg, { renderer }] of this.#drawn) {
      if (svg.isConnected) renderer.move(progress);
      else this.#drawn.delete(svg);
    }
  }

  /** Scrolls the rule list by some rows; whether there was anything to scroll to. */
  scroll(pane: HTMLElement, rows: number): boolean {
    const input = this.#look === null ? null : this.#inputOf(pane, this.#look);
    if (input === null || pane.dataset["view"] !== "rules") return false;
    const scrolled = { ...input, scroll: this.#scroll + rows };
    if (this.#firstRow(input) === this.#firstRow(scrolled)) return false;
    this.#scroll += rows;
    this.#host.requestUpdate();
    return true;
  }

  // Whether a pane has another size than the picture in it was drawn for.
  #isOutgrown(pane: Element): boolean {
    const svg = pane.querySelector("svg");
    const size = svg === null ? undefined : this.#drawn.get(svg)?.size;
    return size !== undefined && size !== sizeOf(pane);
  }

  #select(selected: Selected): void {
    this.#selected = selected;
    if (this.#root?.querySelector<HTMLElement>(".pane[data-view=rules]")?.hidden === true) {
      this.#host.view = "rules";
    }
    this.#host.requestUpdate();
  }

  #inputOf(pane: HTMLElement, look: Look): StageInput | null {
    const { clientWidth: width, clientHeight: height } = pane;
    if (width === 0 || height === 0) return null;
    return {
      ...look,
      width,
      height,
      misses: null,
      scroll: this.#scroll,
      selected: this.#selected,
    };
  }

  #missesIn(name: string, input: StageInput): Misses | null {
    return this.#misses.missesOf(name === "rules" ? this.#views.visibleRules(input) : []);
  }

  #firstRow(input: StageInput): string {
    return this.#views.visibleRules(input)[0]?.key ?? "";
  }

  #drawnIn(svg: SVGSVGElement, pane: HTMLElement): Drawn {
    const known = this.#drawn.get(svg);
    if (known !== undefined) return known;
    const drawn = { renderer: createLiveRenderer(svg), key: [], size: "" };
    this.#drawn.set(svg, drawn);
    // A scroll bar takes of the inside and leaves this size, or the picture could come and go with it.
    this.#sizes?.observe(pane, { box: "border-box" });
    return drawn;
  }
}
