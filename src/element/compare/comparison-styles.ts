import { css } from "lit";
import type { CSSResult } from "lit";

/** What the comparison adds to the player's styles: columns, and what stands over each. */
export const comparisonStyles: CSSResult = css`
  .columns {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: 12px;
  }
  .column {
    display: flex;
    flex-direction: column;
    gap: 6px;
    min-width: 0;
  }
  .column[hidden] {
    display: none;
  }
  .columns .pane {
    height: var(--hopwise-height, 580px);
  }
  /* The pictures take the height that is left, and what is too much scrolls. */
  :host(:fullscreen) {
    overflow: auto;
  }
  :host(:fullscreen) .player {
    height: auto;
    min-height: 100%;
  }
  :host(:fullscreen) .columns {
    flex: 1 1 auto;
  }
  :host(:fullscreen) .columns .pane {
    flex: 1 1 300px;
    height: auto;
  }
  .said {
    min-height: 11em;
  }
  .columns .caption {
    min-height: 0;
  }
  .chapter-line,
  .mode,
  .cost,
  .waits,
  .differs {
    margin: 0;
  }
  .chapter-line,
  .mode {
    font-weight: 650;
  }
  .modes [aria-selected="true"] {
    border-color: var(--accent);
    background: var(--packet-fill);
    color: var(--text);
  }
  .waits,
  .cost {
    min-height: 1.45em;
    color: var(--quiet-text);
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .waits {
    font-style: italic;
  }
  .cost-bar {
    display: block;
  }
  .cost-bar .most {
    fill: var(--line);
  }
  .cost-bar .own {
    fill: var(--hit);
  }
  .differs:not(:empty) {
    border-inline-start: 4px solid var(--drop);
    padding-inline-start: 8px;
  }
  /* Said by screen readers, where sight has the column. */
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
