import { HopwisePlayer } from "hopwise/define";
import type { Diagnostic } from "hopwise";

const PAUSE_MS = 300;
/** Lines that stay in sight over the one that is shown. */
const LINES_ABOVE = 3;

const folder = document.querySelector<HTMLElement>(".try")?.dataset["scenarios"] ?? "";
const text = document.querySelector("textarea");
const choice = document.querySelector("select");
const player = document.querySelector("hopwise-player");

if (text && choice && player instanceof HopwisePlayer) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let loaded = { name: "", text: "" };
  const show = (): void => {
    player.scenario = text.value;
  };
  const load = async (): Promise<void> => {
    const name = choice.value;
    const response = await fetch(`${folder}${name}.hop`);
    text.value = await response.text();
    loaded = { name, text: text.value };
    show();
  };
  text.addEventListener("input", () => {
    // A changed text is no longer the scenario that it began as.
    choice.value = text.value === loaded.text ? loaded.name : "";
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE_MS);
  });
  choice.addEventListener("change", () => {
    clearTimeout(timer);
    void load();
  });
  player.addEventListener("hopwise-problem", (event) => {
    const { span } = (event as CustomEvent<{ readonly diagnostic: Diagnostic }>).detail.diagnostic;
    // A mistake in a file that the scenario names has no place in its text.
    if (span.source === "scenario") select(text, span.start, span.end);
  });
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted !== "" && [...choice.options].some((option) => option.value === wanted))
    choice.value = wanted;
  else choice.selectedIndex = 1;
  void load();
}

// A selection alone scrolls nothing into view.
function select(area: HTMLTextAreaElement, start: number, end: number): void {
  area.focus();
  area.setSelectionRange(start, end);
  const lineHeight = parseFloat(getComputedStyle(area).lineHeight);
  const line = area.value.slice(0, start).split("\n").length - 1;
  area.scrollTop = Math.max(0, (line - LINES_ABOVE) * lineHeight);
}
