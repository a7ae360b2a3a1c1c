import { HopwisePlayer } from "hopwise/define";

const PAUSE_MS = 300;

const folder = document.querySelector<HTMLElement>(".try")?.dataset["scenarios"] ?? "";
const text = document.querySelector("textarea");
const choice = document.querySelector("select");
const player = document.querySelector("hopwise-player");

if (text && choice && player instanceof HopwisePlayer) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    player.scenario = text.value;
  };
  const load = async (): Promise<void> => {
    const response = await fetch(`${folder}${choice.value}.hop`);
    text.value = await response.text();
    show();
  };
  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE_MS);
  });
  choice.addEventListener("change", () => void load());
  const wanted = decodeURIComponent(location.hash.slice(1));
  if ([...choice.options].some((option) => option.value === wanted)) choice.value = wanted;
  void load();
}
