import type { TemplateResult } from "lit";
import { en } from "../../message/terminal/en.js";
import { ja } from "../../message/terminal/ja.js";
import type { TerminalKey } from "../../message/terminal/en.js";
import { changedLines } from "../../terminal/changed-lines.js";
import { hostName } from "../../terminal/host-named.js";
import type { HostMoment } from "../../terminal/moment.js";
import { runCommand } from "../../terminal/run-command.js";
import { completions, usualCommands } from "../../terminal/suggestions.js";
import { answerText, momentsOf } from "../../terminal/terminal.js";
import type { Moment } from "../../timeline/moment.js";
import type { NamespaceHeader } from "../../trace/header.js";
import type { TraceState } from "../../trace/state.js";
import type { Playback } from "../playback-controller.js";
import { terminalFrame } from "./terminal-frame.js";
import { terminalStyles } from "./terminal-styles.js";

/** What the panel needs of the player. */
export interface PanelHost {
  readonly root: () => HTMLElement | DocumentFragment;
  readonly update: () => void;
  readonly close: () => void;
}

const MOST_COMPLETIONS = 12;

/** A chunk of its own: the terminal of the player, with the tools that it imitates. */
export class TerminalPanel {
  readonly #host: PanelHost;
  /** The namespace that the reader chose. */
  #chosen: string | null = null;
  /** The key of the mark that was clicked, until it is known whose it is. */
  #clicked: string | null = null;
  #command: string | null = null;
  #typed: string | null = null;
  #note: TerminalKey | null = null;
  #playback: Playback | null = null;
  #momentOf: ReturnType<typeof momentsOf> | null = null;

  constructor(host: PanelHost) {
    this.#host = host;
  }

  /** Turns to the host whose mark was clicked; null for none in particular. */
  choose(key: string | null): void {
    this.#clicked = key;
  }

  /** Puts the cursor where a command is typed. */
  focus(): void {
    this.#host.root().querySelector<HTMLElement>(".terminal-panel input")?.focus();
  }

  /** The panel at a moment of a trace. */
  view(playback: Playback, moment: Moment, language: string): TemplateResult {
    const momentOf = this.#momentsOf(playback);
    const steps = playback.timeline.steps(moment.detail);
    const step = steps[moment.step];
    const { header } = playback.trace;
    const index = step?.to ?? 0;
    const state = playback.history.stateAt(index);
    const hosts = header.namespaces.filter(({ id }) => !state.absent.includes(id));
    const host = this.#hostIn(hosts, state);
    // The moment before is asked first: what was counted is counted on from there.
    const before = moment.step === 0 ? null : momentOf(host, step?.from ?? 0);
    const now = momentOf(host, index);
    const command = this.#commandFor(now);
    const texts = language === "ja" ? ja : en;
    const show = (at: HostMoment): string => answerText(runCommand(command, at), texts);
    const text = show(now);
    const typed = this.#typed ?? command;
    return terminalFrame({
      texts,
      hosts: hosts.map((one) => ({ id: one.id, name: hostName(one) })),
      host: host.id,
      hostName: hostName(host),
      step: moment.step + 1,
      command,
      typed,
      usual: usualCommands(now),
      completions: completions(this.#typed ?? "", now, MOST_COMPLETIONS),
      lines: changedLines(text, before === null ? null : show(before)),
      note: this.#note,
      chooseHost: (id) => {
        this.#change({ chosen: id });
      },
      type: (words) => {
        this.#change({ typed: words });
      },
      run: (words) => {
        this.#change({ command: words, typed: null });
      },
      copy: () => void this.#copy(text),
      close: this.#host.close,
    });
  }

  #change(to: {
    readonly chosen?: string;
    readonly command?: string;
    readonly typed?: string | null;
  }): void {
    if (to.chosen !== undefined) this.#chosen = to.chosen;
    if (to.command !== undefined) this.#command = to.command;
    if (to.typed !== undefined) this.#typed = to.typed;
    this.#note = null;
    this.#host.update();
  }

  #momentsOf(playback: Playback): ReturnType<typeof momentsOf> {
    if (this.#momentOf === null || this.#playback !== playback) {
      if (this.#playback === null) this.#dress();
      this.#playback = playback;
      this.#momentOf = momentsOf(playback.trace, playback.history);
    }
    return this.#momentOf;
  }

  // The styles come with the code. A page's policy may forbid inline styles, but not these.
  #dress(): void {
    const root = this.#host.root();
    if (!(root instanceof ShadowRoot)) return;
    const { styleSheet } = terminalStyles;
    if (styleSheet !== undefined) root.adoptedStyleSheets.push(styleSheet);
  }

  #hostIn(namespaces: readonly NamespaceHeader[], state: TraceState): NamespaceHeader {
    const clicked = this.#clicked;
    if (clicked !== null) {
      this.#clicked = null;
      this.#chosen = ownerOf(clicked, namespaces)?.id ?? this.#chosen;
    }
    const packet = state.focus === null ? undefined : state.packets[state.focus];
    const wanted = [this.#chosen, packet?.place.namespace, state.request?.namespace];
    const found = wanted
      .map((id) => namespaces.find((one) => one.id === id))
      .find((one) => one !== undefined);
    const host = found ?? namespaces[0];
    if (host === undefined) throw new Error("hopwise: a trace without namespaces has no terminal");
    // A terminal stays on its host while the packet travels on, and comes back to one that is not there for a time.
    this.#chosen ??= host.id;
    return host;
  }

  #commandFor(moment: HostMoment): string {
    this.#command ??= usualCommands(moment)[0] ?? "hostname";
    return this.#command;
  }

  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#note = "copied";
    } catch {
      this.#note = "not-copied";
    }
    this.#host.update();
  }
}

// A mark's key begins with the id of the namespace that it belongs to: `node/worker/stack`.
function ownerOf(key: string, namespaces: readonly NamespaceHeader[]): NamespaceHeader | undefined {
  return namespaces
    .filter(({ id }) => key === id || key.includes(`${id}/`) || key.endsWith(`/${id}`))
    .sort((a, b) => b.id.length - a.id.length)[0];
}
