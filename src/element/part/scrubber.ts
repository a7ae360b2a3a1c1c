import { html, svg } from "lit";
import type { TemplateResult } from "lit";
import { fill } from "../../message/fill.js";
import type { InterfaceTexts } from "../../message/interface/en.js";
import type { Timeline } from "../../timeline/timeline.js";

/** A chapter's steps: from its first to before the next one's first. */
export interface ChapterSpan {
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

/** What the scrubber shows, and whom it tells. */
export interface Scrubber {
  readonly texts: InterfaceTexts;
  readonly step: number;
  readonly count: number;
  readonly chapters: readonly ChapterSpan[];
  readonly caption: string;
  readonly timeline: Pick<Timeline, "seekStep">;
}

/** How many colours chapters take in turn; `controls.ts` names them. */
const CHAPTER_COLOURS = 4;

/** A slider over the steps, with a strip of the chapters under it. */
export function scrubber(bar: Scrubber): TemplateResult {
  const { texts, step, count } = bar;
  const place = fill(texts["step-of"], { step: step + 1, count });
  return html`<div class="scrubber">
    <input
      type="range"
      min="0"
      max=${Math.max(0, count - 1)}
      step="1"
      .value=${String(step)}
      aria-label=${texts.position}
      aria-valuetext=${`${place}. ${bar.caption}`}
      @input=${(event: Event) => {
        bar.timeline.seekStep(Number((event.target as HTMLInputElement).value));
      }}
    />
    <svg class="chapters" height="6" width="100%" aria-hidden="true">
      ${bar.chapters.map((chapter, index) => strip(bar, chapter, index))}
    </svg>
  </div>`;
}

// Widths are SVG attributes: a page's policy may forbid inline styles.
function strip(bar: Scrubber, chapter: ChapterSpan, index: number): unknown {
  const share = (step: number): number => (100 * step) / Math.max(1, bar.count);
  const current = bar.step >= chapter.from && bar.step < chapter.to;
  const title = fill(bar.texts["chapter-from"], { title: chapter.title, step: chapter.from + 1 });
  return svg`<rect
    class=${`chapter colour-${index % CHAPTER_COLOURS}${current ? " current" : ""}`}
    x=${`${share(chapter.from) + 0.15}%`} y="0" rx="2" height="6"
    width=${`${Math.max(0.3, share(chapter.to - chapter.from) - 0.3)}%`}
    @click=${() => {
      bar.timeline.seekStep(chapter.from);
    }}
  ><title>${title}</title></rect>`;
}
