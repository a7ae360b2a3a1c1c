import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { fill } from "../../message/fill.js";
import type { TerminalKey, TerminalTexts } from "../../message/terminal/en.js";
import type { AnswerLine } from "../../terminal/changed-lines.js";
import { icon } from "../part/icon.js";

/** What the terminal shows, and whom it tells. */
export interface TerminalFrame {
  readonly texts: TerminalTexts;
  readonly hosts: readonly { readonly id: string; readonly name: string }[];
  /** The id of the host that is asked. */
  readonly host: string;
  readonly hostName: string;
  readonly step: number;
  /** What was asked last. */
  readonly command: string;
  /** What stands in the field. */
  readonly typed: string;
  readonly usual: readonly string[];
  readonly completions: readonly string[];
  readonly lines: readonly AnswerLine[];
  readonly note: TerminalKey | null;
  readonly chooseHost: (id: string) => void;
  readonly type: (words: string) => void;
  readonly run: (words: string) => void;
  readonly copy: () => void;
  readonly close: () => void;
}

/** A host, a prompt, the usual commands, and what the tool prints. */
export function terminalFrame(frame: TerminalFrame): TemplateResult {
  const { texts } = frame;
  const hasNew = frame.lines.some(({ isNew }) => isNew);
  return html`<section
    class="terminal-panel"
    part="terminal"
    aria-label=${texts.title}
    @keydown=${(event: KeyboardEvent) => {
      onKey(event, frame);
    }}
  >
    <div class="terminal-head">
      <span class="terminal-title">${texts.title}</span>
      <select
        aria-label=${texts.host}
        title=${texts.host}
        @change=${(event: Event) => {
          frame.chooseHost((event.target as HTMLSelectElement).value);
        }}
      >
        ${frame.hosts.map(
          ({ id, name }) =>
            html`<option value=${id} .selected=${id === frame.host}>${name}</option>`,
        )}
      </select>
      <button
        type="button"
        class="terminal-close"
        aria-label=${texts.close}
        title=${texts.close}
        @click=${frame.close}
      >
        ${icon("close")}
      </button>
    </div>
    <div class="terminal-usual" role="group" aria-label=${texts["usual-commands"]}>
      ${frame.usual.map(
        (command) =>
          html`<button
            type="button"
            aria-pressed=${command === frame.command ? "true" : "false"}
            @click=${() => {
              frame.run(command);
            }}
          >
            ${command}
          </button>`,
      )}
    </div>
    ${prompt(frame)}
    <pre
      class="terminal-output"
      tabindex="0"
      role="region"
      aria-label=${fill(texts.output, { command: frame.command, host: frame.hostName, step: frame.step })}
    >
${output(frame)}</pre>
    <div class="terminal-foot">
      <span>${hasNew ? html`<mark>${texts.changed}</mark>` : texts.about}</span>
      <span role="status">${frame.note === null ? nothing : texts[frame.note]}</span>
      <button type="button" class="terminal-copy" @click=${frame.copy}>${texts.copy}</button>
    </div>
  </section>`;
}

function prompt(frame: TerminalFrame): TemplateResult {
  const { texts } = frame;
  return html`<form
    class="terminal-prompt"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const field = (event.target as HTMLFormElement).querySelector("input");
      frame.run(field?.value.trim() ?? "");
    }}
  >
    <span aria-hidden="true">${frame.hostName}#</span>
    <input
      type="text"
      list="terminal-completions"
      aria-label=${texts.command}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      maxlength="1000"
      .value=${frame.typed}
      @input=${(event: Event) => {
        frame.type((event.target as HTMLInputElement).value);
      }}
      @focus=${(event: Event) => {
        (event.target as HTMLInputElement).select();
      }}
    />
    <datalist id="terminal-completions">
      ${frame.completions.map((command) => html`<option value=${command}></option>`)}
    </datalist>
    <button type="submit">${texts.run}</button>
  </form>`;
}

// Lines that are alike stand in one piece, for an answer may have thousands.
function output({ lines, texts }: TerminalFrame): unknown {
  if (lines.length === 1 && lines[0]?.text === "") return texts["no-output"];
  const pieces: { text: string; isNew: boolean }[] = [];
  for (const { text, isNew } of lines) {
    const last = pieces.at(-1);
    if (last?.isNew === isNew) last.text += `\n${text}`;
    else pieces.push({ text, isNew });
  }
  return pieces.map(
    ({ text, isNew }, at) =>
      html`${at === 0 ? nothing : "\n"}${isNew ? html`<mark>${text}</mark>` : text}`,
  );
}

const SCROLLING: ReadonlySet<string> = new Set(["ArrowLeft", "ArrowRight", "Home", "End", " "]);

// The keys that scroll the output are not the player's while it has the focus.
function onKey(event: KeyboardEvent, frame: TerminalFrame): void {
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    frame.close();
    return;
  }
  const inOutput =
    event.target instanceof Element && event.target.closest(".terminal-output") !== null;
  if (inOutput && SCROLLING.has(event.key)) event.stopPropagation();
}
