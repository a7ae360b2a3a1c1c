import { css } from "lit";
import type { CSSResult } from "lit";

/** The transport bar: buttons, scrubber, choices. */
export const controls: CSSResult = css`
  button,
  select {
    box-sizing: border-box;
    min-height: 28px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--panel);
    color: var(--text);
    font: inherit;
    font-size: 13px;
    cursor: pointer;
  }
  button:hover,
  select:hover {
    border-color: var(--wire);
    background: var(--device-fill);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .bar button {
    display: inline-grid;
    place-items: center;
    width: 34px;
    height: 34px;
    padding: 0;
    border-radius: 50%;
  }
  .bar button.primary {
    width: 40px;
    height: 40px;
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-packet);
  }
  .buttons,
  .choices {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .bar select {
    height: 32px;
    max-width: 9em;
  }
  .count {
    min-width: 5.5em;
    color: var(--quiet-text);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    text-align: center;
    white-space: nowrap;
  }
  .scrubber {
    flex: 1 1 200px;
    min-width: 0;
    display: grid;
    gap: 3px;
  }
  .scrubber input {
    width: 100%;
    height: 24px;
    margin: 0;
    accent-color: var(--accent);
    cursor: pointer;
  }
  .chapters {
    display: block;
    overflow: visible;
  }
  .chapter {
    opacity: 0.55;
    cursor: pointer;
  }
  .chapter.current {
    opacity: 1;
  }
  .colour-0 {
    fill: var(--dns);
  }
  .colour-1 {
    fill: var(--packet);
  }
  .colour-2 {
    fill: var(--translation);
  }
  .colour-3 {
    fill: var(--hit);
  }
  .player:not([data-layout="three"]) .bar {
    justify-content: space-between;
  }
  .player:not([data-layout="three"]) .scrubber {
    flex: 1 0 100%;
    order: -1;
  }
  [data-layout="one"] .count {
    min-width: 0;
  }
  [data-layout="one"] .bar button {
    width: 40px;
    height: 40px;
  }
  [data-layout="one"] .choices {
    flex: 1 0 100%;
    gap: 3px;
    min-width: 0;
    max-width: 100%;
    justify-content: space-between;
  }
  [data-layout="one"] .choices button {
    flex: none;
    width: 36px;
    height: 36px;
  }
  [data-layout="one"] .choices select {
    flex: 0 1 auto;
    min-width: 0;
    padding-inline: 0;
  }
`;
