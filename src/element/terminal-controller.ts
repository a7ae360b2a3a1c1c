import type { LitElement, ReactiveController, TemplateResult } from "lit";
import type { Moment } from "../timeline/moment.js";
import type { Playback } from "./playback-controller.js";
import type { TerminalPanel } from "./terminal/terminal-panel.js";

/** The terminal's panel: its code is fetched when it is first opened, by the bar, a key, or a click on a host. */
export class TerminalController implements ReactiveController {
  readonly #host: LitElement;
  #panel: TerminalPanel | null = null;
  #isOpen = false;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener("click", this.#onClick);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener("click", this.#onClick);
  }

  /** Opens the panel, or closes it. */
  async toggle(): Promise<void> {
    if (this.#isOpen) this.#close();
    else await this.#open(null);
  }

  /** What the panel shows at a moment; null while it is closed. */
  view(playback: Playback, moment: Moment, language: string): TemplateResult | null {
    return this.#isOpen ? (this.#panel?.view(playback, moment, language) ?? null) : null;
  }

  async #open(key: string | null): Promise<void> {
    try {
      this.#panel ??= new (await import("./terminal/terminal-panel.js")).TerminalPanel({
        root: () => this.#host.renderRoot,
        update: () => {
          this.#host.requestUpdate();
        },
        close: () => {
          this.#close();
        },
      });
    } catch {
      // The page is offline; another press asks again.
      return;
    }
    this.#isOpen = true;
    this.#panel.choose(key);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#panel.focus();
  }

  #close(): void {
    this.#isOpen = false;
    this.#host.requestUpdate();
    this.#host.renderRoot.querySelector<HTMLElement>("button.terminal")?.focus();
  }

  // A tap of a finger goes a step on; a mouse asks for the host under it.
  readonly #onClick = (event: Event): void => {
    const [target] = event.composedPath();
    if (!(target instanceof Element) || ("pointerType" in event && event.pointerType === "touch"))
      return;
    const mark = target.closest(".pane[data-view=stage] [data-key]");
    if (mark !== null && !mark.hasAttribute("data-action"))
      void this.#open(mark.getAttribute("data-key"));
  };
}
