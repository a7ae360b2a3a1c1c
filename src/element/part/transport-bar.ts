import { html } from "lit";
import type { TemplateResult } from "lit";
import { fill } from "../../message/fill.js";
import type { InterfaceKey, InterfaceTexts } from "../../message/interface/en.js";
import type { KeyCommand } from "../key-bindings.js";
import { LANGUAGES } from "../language-controller.js";
import { icon } from "./icon.js";
import type { IconName } from "./icon.js";
import { scrubber } from "./scrubber.js";
import type { Scrubber } from "./scrubber.js";
import type { Moment } from "../../timeline/moment.js";
import type { Timeline } from "../../timeline/timeline.js";
import { DETAILS } from "../../trace/step.js";
import type { Detail } from "../../trace/step.js";

/** The speeds that are offered. */
export const SPEEDS: readonly number[] = [0.25, 0.5, 1, 1.5, 2, 4];

/** What the transport bar shows, and whom it tells. */
export interface TransportBar extends Scrubber, Moment {
  readonly language: string;
  readonly ended: boolean;
  readonly timeline: Pick<Timeline, "seekStep" | "setSpeed" | "setDetail">;
  readonly obey: (command: KeyCommand) => void;
  readonly setLanguage: (tag: string) => void;
}

/** Play, step, chapter, the scrubber, speed, detail and language, and what else an element has. */
export function transportBar(bar: TransportBar, more: TemplateResult): TemplateResult {
  const { texts } = bar;
  const start: IconName = bar.playing ? "pause" : bar.ended ? "replay" : "play";
  return html`<div class="bar" part="controls">
    <div class="buttons">
      ${barButton(bar, "previous-chapter", { kind: "chapter", by: -1 })}
      ${barButton(bar, "step-back", { kind: "step", by: -1 })}
      <button
        type="button"
        class="primary"
        aria-label=${texts[start]}
        title=${texts[start]}
        @click=${() => {
          bar.obey({ kind: "toggle" });
        }}
      >
        ${icon(start)}
      </button>
      ${barButton(bar, "step-forward", { kind: "step", by: 1 })}
      ${barButton(bar, "next-chapter", { kind: "chapter", by: 1 })}
    </div>
    ${scrubber(bar)}
    <span class="count" title=${fill(texts["step-of"], { step: bar.step + 1, count: bar.count })}
      >${fill(texts["step-short"], { step: bar.step + 1, count: bar.count })}</span
    >
    <div class="choices">
      ${barChoice(texts.detail, bar.detail, detailChoices(texts), (detail) => {
        bar.timeline.setDetail(detail);
      })}
      ${barChoice(texts.speed, String(bar.speed), speedChoices(bar.speed), (speed) => {
        bar.timeline.setSpeed(Number(speed));
      })}
      ${barChoice(
        texts.language,
        bar.language,
        LANGUAGES.map(({ tag, name }) => [tag, name] as const),
        bar.setLanguage,
      )}
      ${more} ${barButton(bar, "full-screen", { kind: "full-screen" })}
      ${barButton(bar, "help", { kind: "help" })}
    </div>
  </div>`;
}

/** A button of a bar. */
export function barButton(
  bar: TransportBar,
  name: IconName & InterfaceKey,
  command: KeyCommand,
): TemplateResult {
  const label = bar.texts[name];
  return html`<button
    type="button"
    class=${name}
    aria-label=${label}
    title=${label}
    @click=${() => {
      bar.obey(command);
    }}
  >
    ${icon(name)}
  </button>`;
}

/** A list of choices in a bar: values with their names. */
export function barChoice<Value extends string>(
  label: string,
  chosen: Value,
  choices: readonly (readonly [Value, string])[],
  choose: (value: Value) => void,
): TemplateResult {
  return html`<select
    aria-label=${label}
    title=${label}
    @change=${(event: Event) => {
      const { selectedIndex } = event.target as HTMLSelectElement;
      const [value] = choices[selectedIndex] ?? [];
      if (value !== undefined) choose(value);
    }}
  >
    ${choices.map(
      ([value, name]) =>
        html`<option value=${value} .selected=${value === chosen}>${name}</option>`,
    )}
  </select>`;
}

function detailChoices(texts: InterfaceTexts): readonly (readonly [Detail, string])[] {
  return DETAILS.map((detail) => [detail, texts[`detail-${detail}`]] as const);
}

function speedChoices(speed: number): readonly (readonly [string, string])[] {
  const all = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  return all.map((value) => [String(value), `${value}×`] as const);
}
