import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Theme } from "../scene/palette.js";
import type { Scene } from "../scene/scene.js";
import type * as HandingOn from "./handing-on.js";
import type { ShareNote } from "./part/share-dialog.js";
import type { PictureName } from "./picture-name.js";

/** Hands on what the player shows: as an address, or as a picture. */
export class ShareController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #chunk: typeof HandingOn | null = null;
  #note: ShareNote | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** What the reader is told; null before anything was asked for. */
  get note(): ShareNote | null {
    return this.#note;
  }

  hostDisconnected(): void {
    this.#note = null;
  }

  /** The dialog's template; null until it was opened once. */
  get dialog(): typeof HandingOn.shareDialog | null {
    return this.#chunk?.shareDialog ?? null;
  }

  /** Opens the dialog below a root, as soon as it has been fetched. */
  async open(root: ParentNode): Promise<void> {
    try {
      this.#chunk ??= await import("./handing-on.js");
    } catch {
      // The page is offline; another press asks again.
      return;
    }
    this.#tell(null);
    await this.#host.updateComplete;
    root.querySelector<HTMLDialogElement>(".share-dialog:not([open])")?.showModal();
  }

  /** Copies an address. */
  async copy(address: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(address);
      this.#tell("link-copied");
    } catch {
      // Pages without a secure origin have no clipboard, and others may forbid it.
      this.#tell("link-not-copied");
    }
  }

  /** Saves a picture as a file; nothing where there is none. */
  save(scene: Scene | null, theme: Theme, name: PictureName): void {
    if (scene === null || this.#chunk === null) return;
    this.#chunk.savePicture(scene, theme, name);
    this.#tell("picture-saved");
  }

  #tell(note: ShareNote | null): void {
    this.#note = note;
    this.#host.requestUpdate();
  }
}
