import { css } from "lit";
import type { CSSResult } from "lit";

/** The player's frame: its title, tabs, views and caption. What has room is decided by `data-layout`, from its own width. */
export const frame: CSSResult = css`
  :host {
    display: block;
    min-width: 0;
    contain: content;
  }
  :host([hidden]) {
    display: none;
  }
  .player {
    --accent: var(--hopwise-accent, var(--packet));
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    gap: 10px;
    height: 100%;
    padding: 12px;
    border: 1px solid var(--line);
    border-radius: var(--hopwise-radius, 10px);
    background: var(--background);
    color: var(--text);
    font: 15px/1.45
      var(
        --hopwise-font,
        system-ui,
        -apple-system,
        "Segoe UI",
        "Noto Sans",
        "Noto Sans CJK JP",
        sans-serif
      );
    text-align: start;
  }
  :host(:fullscreen) .player {
    border: 0;
    border-radius: 0;
  }
  :host(:fullscreen) .panes {
    height: auto;
  }
  .player[data-layout="one"] {
    padding: 8px;
    gap: 8px;
  }
  .player :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .player:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 12px;
  }
  .title {
    margin: 0;
    font-size: 16px;
    font-weight: 650;
    overflow-wrap: anywhere;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .tabs button {
    padding: 3px 10px;
    border-radius: 999px;
    font-size: 13px;
    color: var(--quiet-text);
  }
  .tabs button[aria-pressed="true"] {
    border-color: var(--accent);
    background: var(--packet-fill);
    color: var(--text);
  }
  .panes {
    display: grid;
    gap: 10px;
    flex: 1 1 auto;
    min-height: 0;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }
  [data-layout="one"] .pane {
    height: var(--hopwise-height, 480px);
  }
  [data-layout="one"] .pane[data-view="flowchart"],
  [data-layout="one"] .pane[data-view="dns"],
  [data-layout="one"] .pane[data-view="branches"] {
    height: var(--hopwise-height, 628px);
  }
  [data-layout="two"] .panes {
    height: var(--hopwise-height, 640px);
    grid-template: minmax(0, 1fr) / minmax(0, 6fr) minmax(0, 5fr);
  }
  [data-layout="three"] .panes {
    height: var(--hopwise-height, 650px);
    grid-template: minmax(0, 13fr) minmax(0, 12fr) / minmax(0, 29fr) minmax(0, 21fr);
  }
  [data-layout="three"] .pane[data-view="stage"],
  [data-layout="three"] .pane[data-view="dns"],
  [data-layout="three"] .pane[data-view="branches"] {
    grid-row: 1 / 3;
  }
  .pane {
    box-sizing: border-box;
    min-width: 0;
    min-height: 0;
    overflow: auto;
    scrollbar-width: thin;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--panel);
    touch-action: pan-y;
  }
  .pane[hidden] {
    display: none;
  }
  .pane svg {
    display: block;
  }
  /* What scrolls is marked as such for the keyboard; its shadow says so until its end is reached. */
  .pane[tabindex]::after {
    content: "";
    display: block;
    position: sticky;
    bottom: 0;
    box-shadow: 0 0 9px 5px var(--wire);
  }
  @supports (animation-timeline: scroll()) {
    .pane[tabindex]::after {
      animation: end linear both;
      animation-timeline: scroll();
    }
  }
  @keyframes end {
    95% {
      opacity: 1;
    }
    to {
      opacity: 0;
    }
  }
  .caption {
    margin: 0;
    min-height: 2.9em;
    font-size: 16px;
    overflow-wrap: anywhere;
  }
  [data-layout="two"] .caption {
    min-height: 4.35em;
  }
  [data-layout="one"] .caption {
    min-height: 5.8em;
  }
  .chapter-title {
    margin-inline-end: 0.5em;
    font-weight: 650;
  }
  .message {
    margin: 0;
    padding: 12px;
    overflow-wrap: anywhere;
  }
  .message[role="alert"] {
    border-inline-start: 4px solid var(--drop);
  }
`;
