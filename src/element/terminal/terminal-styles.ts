import { css } from "lit";
import type { CSSResult } from "lit";

/** How the terminal looks; its output scrolls inside it, so that the page keeps its width. */
export const terminalStyles: CSSResult = css`
  .terminal-panel {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
    padding: 10px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--panel);
  }
  .terminal-head,
  .terminal-usual,
  .terminal-prompt,
  .terminal-foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }
  .terminal-title {
    font-weight: 650;
  }
  .terminal-head {
    flex-wrap: nowrap;
  }
  .terminal-head select {
    flex: 0 1 auto;
    min-width: 0;
  }
  .terminal-close {
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    margin-inline-start: auto;
    padding: 0;
  }
  .terminal-usual button {
    padding: 2px 8px;
    color: var(--quiet-text);
    font-size: 12px;
  }
  .terminal-usual button[aria-pressed="true"] {
    border-color: var(--accent);
    background: var(--packet-fill);
    color: var(--text);
  }
  .terminal-usual button,
  .terminal-prompt,
  .terminal-prompt input,
  .terminal-output {
    font-family: ui-monospace, "Liberation Mono", "DejaVu Sans Mono", monospace;
  }
  .terminal-prompt {
    flex-wrap: nowrap;
    font-size: 13px;
  }
  .terminal-prompt span {
    overflow: hidden;
    max-width: 40%;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .terminal-prompt input {
    box-sizing: border-box;
    flex: 1 1 auto;
    min-width: 0;
    height: 32px;
    padding: 0 8px;
    border: 1px solid var(--wire);
    border-radius: 6px;
    background: var(--background);
    color: var(--text);
    font-size: 13px;
  }
  .terminal-prompt button,
  .terminal-copy {
    min-height: 32px;
    padding: 0 12px;
  }
  .terminal-output {
    box-sizing: border-box;
    overflow: auto;
    min-width: 0;
    max-height: 340px;
    margin: 0;
    padding: 8px 10px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--background);
    color: var(--text);
    font-size: 12.5px;
    line-height: 1.5;
    white-space: pre;
    tab-size: 8;
  }
  .terminal-panel mark {
    background: var(--hit-fill);
    color: var(--text);
    padding: 0 4px;
  }
  .terminal-output mark {
    border-inline-start: 3px solid var(--hit);
    padding: 0;
    padding-inline-start: 3px;
    margin-inline-start: -6px;
    box-decoration-break: clone;
    -webkit-box-decoration-break: clone;
  }
  .terminal-foot {
    justify-content: space-between;
    color: var(--quiet-text);
    font-size: 13px;
  }
  @media print {
    .terminal-panel {
      display: none;
    }
  }
`;
