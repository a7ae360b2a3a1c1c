import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { CompareTexts } from "../../message/compare/en.js";
import { fill } from "../../message/fill.js";
import type { Theme } from "../../scene/palette.js";
import { KEY_ROWS } from "../key-bindings.js";
import { helpDialog } from "../part/help-dialog.js";
import { barChoice, transportBar } from "../part/transport-bar.js";
import type { TransportBar } from "../part/transport-bar.js";
import { viewTabs } from "../part/view-tabs.js";
import type { ViewTabs } from "../part/view-tabs.js";
import type { ProblemPanel } from "../problem-controller.js";
import type { Layout } from "../size-controller.js";
import { columnPart } from "./column-part.js";
import type { ColumnPart } from "./column-part.js";
import { modeTabs } from "./mode-tabs.js";

/** What colours a reader may choose. */
export type ThemeChoice = "auto" | Theme;

/** What the comparison shows while it plays, and whom it tells. */
export interface ComparisonFrame extends TransportBar, ViewTabs {
  readonly words: CompareTexts;
  readonly theme: Theme;
  readonly layout: Layout;
  readonly title: string;
  readonly chapter: string;
  readonly problems: ProblemPanel | null;
  /** What the page asked for and cannot have; empty for nothing. */
  readonly notice: string;
  readonly hasControls: boolean;
  readonly columns: readonly ColumnPart[];
  /** Whether there is room for one column at a time only. */
  readonly isTabbed: boolean;
  /** The column that is shown then. */
  readonly selected: number;
  readonly select: (index: number) => void;
  /** Whether the request has ended differently. */
  readonly differs: boolean;
  readonly themeChoice: ThemeChoice;
  readonly setTheme: (theme: ThemeChoice) => void;
}

const THEMES: readonly ThemeChoice[] = ["auto", "light", "dark"];
/** What only the player has. */
const KEYS = KEY_ROWS.filter(({ about }) => about !== "key-terminal");

/** The comparison: title, tabs, the columns, one transport bar. */
export function comparisonFrame(frame: ComparisonFrame): TemplateResult {
  const { texts, words, columns, isTabbed, playing } = frame;
  const modes = columns.map(({ mode }) => mode);
  return html`<section
    class="player"
    part="player"
    tabindex="0"
    aria-label=${fill(words.label, { title: frame.title, modes: modes.join(", ") })}
    data-theme=${frame.theme}
    data-layout=${frame.layout}
  >
    <header>
      <p class="title">${frame.title}</p>
      ${frame.hasControls ? viewTabs(frame) : nothing}
    </header>
    ${frame.problems?.(texts, true) ?? nothing}
    ${frame.notice === "" ? nothing : html`<p class="message" role="alert">${frame.notice}</p>`}
    ${frame.chapter === "" ? nothing : html`<p class="chapter-line">${frame.chapter}</p>`}
    ${isTabbed ? modeTabs({ ...frame, label: words.modes, modes }) : nothing}
    <div class="columns">
      ${columns.map((column, index) => {
        const isShown = !isTabbed || index === frame.selected;
        return columnPart(column, { isTabbed, isShown, playing }, texts);
      })}
    </div>
    <p class="differs" role="status">${frame.differs ? words.differs : nothing}</p>
    ${frame.hasControls ? transportBar(frame, themes(frame)) : nothing} ${helpDialog(texts, KEYS)}
  </section>`;
}

function themes({ words, themeChoice, setTheme }: ComparisonFrame): TemplateResult {
  const choices = THEMES.map((theme) => [theme, words[`theme-${theme}`]] as const);
  return barChoice(words.theme, themeChoice, choices, setTheme);
}
