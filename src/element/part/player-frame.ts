import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Theme } from "../../scene/palette.js";
import { fill } from "../../message/fill.js";
import { KEY_ROWS } from "../key-bindings.js";
import { PANE_VIEWS } from "../pane-choice.js";
import type { PaneView } from "../pane-choice.js";
import type { ProblemPanel } from "../problem-controller.js";
import type { Layout } from "../size-controller.js";
import { helpDialog } from "./help-dialog.js";
import type { ShareDialog, shareDialog } from "./share-dialog.js";
import { transcript } from "./transcript.js";
import { pane } from "./pane.js";
import { barButton, transportBar } from "./transport-bar.js";
import type { TransportBar } from "./transport-bar.js";
import { viewTabs } from "./view-tabs.js";
import type { ViewTabs } from "./view-tabs.js";

/** What the player shows while it plays, and whom it tells. */
export interface PlayerFrame extends TransportBar, ViewTabs {
  readonly theme: Theme;
  readonly layout: Layout;
  readonly title: string;
  readonly chapter: string;
  readonly panes: readonly PaneView[];
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
      ${frame.hasControls ? viewTabs(frame) : nothing}
    </header>
    ${frame.problems?.(texts, true) ?? nothing}
    <div class="panes">${PANE_VIEWS.map((view) => paneOf(view, frame))}</div>
    <p
      class="caption"
      part="caption"
      aria-live=${frame.playing ? "off" : "polite"}
      aria-atomic="true"
    >
      ${frame.chapter === "" ? nothing : html`<span class="chapter-title">${frame.chapter}</span>`}
      <span>${frame.caption}</span>
    </p>
    ${frame.hasControls ? transportBar(frame, moreOf(frame)) : nothing} ${frame.terminal ?? nothing}
    ${frame.hasControls ? transcript(transcriptOf(frame)) : nothing} ${helpDialog(texts, KEY_ROWS)}
    ${frame.shareDialog?.(frame.share, texts) ?? nothing}
  </section>`;
}

function paneOf(view: PaneView, frame: PlayerFrame): TemplateResult {
  return pane(view, {
    isShown: frame.panes.includes(view),
    label: `${frame.texts[`view-${view}`]}: ${frame.caption}`,
    scroll: frame.scrollPane,
  });
}

function moreOf(frame: PlayerFrame): TemplateResult {
  return html`${barButton(frame, "terminal", { kind: "terminal" })}
  ${barButton(frame, "share", { kind: "hand-on" })}`;
}

function transcriptOf(frame: PlayerFrame): Parameters<typeof transcript>[0] {
  const { texts, captions, chapters, step, timeline, toggleTranscript: toggle } = frame;
  const seek = (to: number): void => {
    timeline.seekStep(to);
  };
  return { texts, captions, chapters, step, seek, toggle };
}
