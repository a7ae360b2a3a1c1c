import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Theme } from "../../scene/palette.js";
import { fill } from "../../message/fill.js";
import type { InterfaceTexts } from "../../message/interface/en.js";
import { PANE_VIEWS } from "../pane-choice.js";
import type { PaneView, ViewChoice } from "../pane-choice.js";
import type { ProblemPanel } from "../problem-controller.js";
import type { Layout } from "../size-controller.js";
import { helpDialog } from "./help-dialog.js";
import type { ShareDialog, shareDialog } from "./share-dialog.js";
import { transcript } from "./transcript.js";
import { transportBar } from "./transport-bar.js";
import type { TransportBar } from "./transport-bar.js";

/** What the player shows while it plays, and whom it tells. */
export interface PlayerFrame extends TransportBar {
  readonly theme: Theme;
  readonly layout: Layout;
  readonly title: string;
  readonly chapter: string;
  readonly panes: readonly PaneView[];
  readonly choices: readonly ViewChoice[];
  readonly choice: ViewChoice;
  readonly captions: readonly string[] | null;
  readonly problems: ProblemPanel | null;
  readonly hasControls: boolean;
  readonly share: ShareDialog;
  /** How the share dialog is drawn; null before it is wanted. */
  readonly shareDialog: typeof shareDialog | null;
  /** The terminal; null while it is closed. */
  readonly terminal: TemplateResult | null;
  /** Scrolls what a pane shows by some rows; whether there was anything to scroll to. */
  readonly scrollPane: (pane: HTMLElement, rows: number) => boolean;
  readonly chooseView: (choice: ViewChoice) => void;
  readonly toggleTranscript: (open: boolean) => void;
}

/** The player: title, tabs, views, caption, transport bar, problems, transcript. */
export function playerFrame(frame: PlayerFrame): TemplateResult {
  const { texts } = frame;
  return html`<section
    class="player"
    part="player"
    tabindex="0"
    aria-label=${fill(texts.player, { title: frame.title })}
    data-theme=${frame.theme}
    data-layout=${frame.layout}
  >
    <header>
      <p class="title">${frame.title}</p>
      ${frame.hasControls ? tabs(frame) : nothing}
    </header>
    ${frame.problems?.(texts, true) ?? nothing}
    <div class="panes">${PANE_VIEWS.map((view) => pane(view, frame))}</div>
    <p
      class="caption"
      part="caption"
      aria-live=${frame.playing ? "off" : "polite"}
      aria-atomic="true"
    >
      ${frame.chapter === "" ? nothing : html`<span class="chapter-title">${frame.chapter}</span>`}
      <span>${frame.caption}</span>
    </p>
    ${frame.hasControls ? transportBar(frame) : nothing} ${frame.terminal ?? nothing}
    ${frame.hasControls ? transcript(transcriptOf(frame)) : nothing} ${helpDialog(texts)}
    ${frame.shareDialog?.(frame.share, texts) ?? nothing}
  </section>`;
}

/** The player before it has anything to play, or when it never will: the page's own fallback, and why. */
export function waitingFrame(
  theme: Theme,
  texts: InterfaceTexts,
  content: {
    readonly message: string;
    readonly isError: boolean;
    readonly problems: ProblemPanel | null;
  },
): TemplateResult {
  const message =
    content.message === ""
      ? nothing
      : html`<p class="message" role=${content.isError ? "alert" : "status"}>
          ${content.message}
        </p>`;
  return html`<slot></slot> ${
      content.message === "" && content.problems === null
        ? nothing
        : html`<section
            class="player"
            part="player"
            data-theme=${theme}
            aria-label=${texts["untitled-player"]}
          >
            ${content.problems?.(texts, false) ?? nothing} ${message}
          </section>`
    }`;
}

// All panes stay in place, so that a picture is changed and not drawn anew when it is shown again.
function pane(view: PaneView, frame: PlayerFrame): TemplateResult {
  return html`<div
    class="pane"
    part="pane ${view}"
    data-view=${view}
    ?hidden=${!frame.panes.includes(view)}
    @wheel=${(event: WheelEvent) => {
      onWheel(event, frame);
    }}
  >
    <svg role="img" aria-label=${`${frame.texts[`view-${view}`]}: ${frame.caption}`}></svg>
  </div>`;
}

// Where there is nothing more to see in that direction, the page scrolls.
function onWheel(event: WheelEvent, frame: PlayerFrame): void {
  const pane = event.currentTarget;
  if (event.ctrlKey || event.deltaY === 0 || !(pane instanceof HTMLElement)) return;
  if (frame.scrollPane(pane, Math.sign(event.deltaY) * 2)) event.preventDefault();
}

function tabs(frame: PlayerFrame): TemplateResult {
  return html`<div class="tabs" role="group" aria-label=${frame.texts.view}>
    ${frame.choices.map(
      (choice) =>
        html`<button
          type="button"
          aria-pressed=${choice === frame.choice ? "true" : "false"}
          @click=${() => {
            frame.chooseView(choice);
          }}
        >
          ${frame.texts[`view-${choice}`]}
        </button>`,
    )}
  </div>`;
}

function transcriptOf(frame: PlayerFrame): Parameters<typeof transcript>[0] {
  const { texts, captions, chapters, step, seek, toggleTranscript: toggle } = frame;
  return { texts, captions, chapters, step, seek, toggle };
}
