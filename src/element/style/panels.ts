import { css } from "lit";
import type { CSSResult } from "lit";

/** What stands under or over the player: problems, transcript, help; and how all of it prints. */
export const panels: CSSResult = css`
  .problems {
    border: 1px solid var(--drop);
    border-radius: 8px;
    padding: 8px 12px;
    background: var(--panel);
  }
  .problems .problems-title {
    margin: 0;
    font-size: 15px;
    font-weight: 650;
    color: var(--drop);
  }
  .problems p {
    margin: 2px 0 0;
    font-size: 14px;
  }
  .problems ol {
    max-height: min(45vh, 420px);
    overflow: auto;
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
  }
  .player:not([data-layout]) .problems ol {
    max-height: min(70vh, 720px);
  }
  .problems button {
    width: 100%;
    min-height: 24px;
    padding: 2px 4px;
    border-color: transparent;
    background: none;
    font-size: 14px;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .problems li {
    padding: 4px 0;
    overflow-wrap: anywhere;
  }
  .problems pre {
    overflow-x: auto;
    margin: 0;
    padding: 2px 0;
    font:
      13px/1.45 ui-monospace,
      "Liberation Mono",
      "DejaVu Sans Mono",
      monospace;
  }
  .transcript summary {
    width: fit-content;
    color: var(--quiet-text);
    font-size: 13px;
    cursor: pointer;
  }
  .transcript {
    max-height: 320px;
    overflow: auto;
  }
  .transcript-chapter {
    margin: 10px 0 2px;
    font-size: 14px;
    font-weight: 650;
  }
  .transcript ol {
    margin: 0;
    padding-inline-start: 3em;
    color: var(--quiet-text);
    font-size: 14px;
  }
  .transcript button {
    width: 100%;
    min-height: 0;
    padding: 3px 6px;
    border-color: transparent;
    background: none;
    font-size: 14px;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .transcript [aria-current] {
    border-color: var(--accent);
  }
  dialog {
    box-sizing: border-box;
    width: min(30em, 94%);
    max-height: 90%;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--panel);
    color: var(--text);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog form {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  dialog form button {
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    padding: 0;
  }
  dialog h2 {
    margin: 0;
    font-size: 16px;
  }
  dialog p {
    margin: 4px 0;
    font-size: 14px;
  }
  .link,
  .pictures {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 4px 0 12px;
  }
  .link input {
    box-sizing: border-box;
    flex: 1 1 12em;
    min-width: 0;
    height: 32px;
    padding: 0 8px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--background);
    color: var(--text);
    font: inherit;
    font-size: 13px;
  }
  .link button,
  .pictures button {
    min-height: 32px;
    padding: 0 12px;
  }
  dialog .note {
    min-height: 1.45em;
  }
  dl {
    margin: 10px 0;
    font-size: 14px;
  }
  dl div {
    display: grid;
    grid-template-columns: 9em 1fr;
    align-items: baseline;
    padding: 3px 0;
  }
  dt {
    display: flex;
    gap: 4px;
  }
  dd {
    margin: 0;
  }
  kbd {
    padding: 1px 6px;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--device-fill);
    font:
      13px ui-monospace,
      "Liberation Mono",
      "DejaVu Sans Mono",
      monospace;
  }
  @media print {
    .bar,
    .tabs,
    .transcript {
      display: none;
    }
  }
`;
