import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { InterfaceTexts } from "../../message/interface/en.js";
import type { Theme } from "../../scene/palette.js";
import type { ProblemPanel } from "../problem-controller.js";

/** An element before it has anything to play, or when it never will: the page's own fallback, and why. */
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
