import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { fill } from "../../message/fill.js";
import type { InterfaceTexts } from "../../message/interface/en.js";
import type { ChapterSpan } from "./scrubber.js";

/** What the transcript shows, and whom it tells. */
export interface Transcript {
  readonly texts: InterfaceTexts;
  /** The caption of every step, or null as long as it is closed: making them all takes time. */
  readonly captions: readonly string[] | null;
  readonly chapters: readonly ChapterSpan[];
  readonly step: number;
  readonly seek: (step: number) => void;
  readonly toggle: (open: boolean) => void;
}

/** Everything that the picture says, step by step, as text; a step's button seeks to it. */
export function transcript(list: Transcript): TemplateResult {
  const { texts, captions } = list;
  return html`<details
    class="transcript"
    part="transcript"
    @toggle=${(event: Event) => {
      list.toggle((event.target as HTMLDetailsElement).open);
    }}
  >
    <summary>${texts.transcript}</summary>
    ${captions === null ? nothing : spansOf(list).map((span) => chapterOf(list, span, captions))}
  </details>`;
}

function chapterOf(
  list: Transcript,
  span: ChapterSpan,
  captions: readonly string[],
): TemplateResult {
  return html`${span.title === "" ? nothing : html`<p class="transcript-chapter">${span.title}</p>`}
    <ol start=${span.from + 1}>
      ${captions
        .slice(span.from, span.to)
        .map((caption, index) => stepOf(list, span.from + index, caption))}
    </ol>`;
}

function stepOf(list: Transcript, step: number, caption: string): TemplateResult {
  return html`<li>
    <button
      type="button"
      aria-current=${step === list.step ? "step" : nothing}
      title=${fill(list.texts["transcript-step"], { step: step + 1 })}
      @click=${() => {
        list.seek(step);
      }}
    >
      ${caption}
    </button>
  </li>`;
}

function spansOf(list: Transcript): readonly ChapterSpan[] {
  const count = list.captions?.length ?? 0;
  const first = list.chapters[0]?.from ?? count;
  return first === 0 ? list.chapters : [{ title: "", from: 0, to: first }, ...list.chapters];
}
