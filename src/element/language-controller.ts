import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { SomeCatalogue } from "../message/catalogue.js";
import { playerEn } from "../message/player-en.js";

/** The languages of the player, in the order in which it offers them; all but the first are fetched when chosen. */
export const LANGUAGES: readonly { readonly tag: string; readonly name: string }[] = [
  { tag: "en", name: "English" },
  { tag: "ja", name: "日本語" },
];

/** What the player says, in the language of the page around it or in the one that the reader chose. */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #catalogue: SomeCatalogue = playerEn;
  #chosen: string | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** The texts now; English until another language has arrived. */
  get catalogue(): SomeCatalogue {
    return this.#catalogue;
  }

  hostConnected(): void {
    this.refresh();
  }

  /** The reader's own choice, which outweighs the page's. */
  choose(tag: string): void {
    this.#chosen = tag;
    this.refresh();
  }

  /** Looks again what language is wanted. */
  refresh(): void {
    const wanted = this.#wanted();
    if (wanted === this.#catalogue.language) return;
    void this.#load(wanted);
  }

  async #load(tag: string): Promise<void> {
    const catalogue = await loadCatalogue(tag);
    // Another language may have been chosen while this one was fetched.
    if (this.#wanted() !== tag) return;
    this.#catalogue = catalogue;
    this.#host.requestUpdate();
  }

  #wanted(): string {
    if (this.#chosen !== null) return this.#chosen;
    const tag = this.#host.closest<HTMLElement>("[lang]")?.lang ?? document.documentElement.lang;
    const known = LANGUAGES.find((language) => tag.toLowerCase().split("-")[0] === language.tag);
    return known?.tag ?? "en";
  }
}

async function loadCatalogue(tag: string): Promise<SomeCatalogue> {
  try {
    return tag === "ja" ? (await import("../message/ja.js")).ja : playerEn;
  } catch {
    // The page is offline now; English is better than nothing.
    return playerEn;
  }
}
