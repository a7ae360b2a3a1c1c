import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Moment } from "../timeline/moment.js";
import type { Timeline } from "../timeline/timeline.js";
import type { Opening } from "./playback-controller.js";
import { readStart } from "./start-at.js";
import { linkPrefix, readDeepLink, writeDeepLink } from "./deep-link.js";
import type { DeepLink } from "./deep-link.js";

/** How a player opens by its own attributes. */
interface OpeningAttributes extends Pick<Opening, "detail" | "speed"> {
  readonly startAt: string;
}

type Host = ReactiveControllerHost & HTMLElement & { branch: string };

/** The step that the page's address names, now and whenever the address changes. */
export class LinkController implements ReactiveController {
  readonly #host: Host;
  readonly #timeline: () => Timeline | null;

  constructor(host: Host, timeline: () => Timeline | null) {
    this.#host = host;
    this.#timeline = timeline;
    host.addController(this);
  }

  /** How a player opens: where the page's address says, or else where its own attributes say. */
  openingOf({ detail, speed, startAt }: OpeningAttributes): Opening {
    const link = this.#link();
    if (link === null) return { detail, speed, start: readStart(startAt) };
    return { detail: link.detail ?? detail, speed, start: { kind: "step", step: link.step } };
  }

  /** The page's address with a moment's step; null where an address cannot name it. */
  addressOf({ step, detail }: Moment): string | null {
    const prefix = linkPrefix(this.#host);
    if (prefix === null) return null;
    const own = this.#host.getAttribute("detail") ?? "story";
    const { branch } = this.#host;
    const hash = writeDeepLink(
      {
        step,
        detail: detail === own ? null : detail,
        branch: branch === this.#ownBranch() ? null : branch,
      },
      prefix,
    );
    return new URL(hash, location.href).href;
  }

  hostConnected(): void {
    addEventListener("hashchange", this.#onChange);
    this.#host.branch = this.#link()?.branch ?? this.#host.branch;
  }

  hostDisconnected(): void {
    removeEventListener("hashchange", this.#onChange);
  }

  readonly #onChange = (): void => {
    const timeline = this.#timeline();
    const link = this.#link();
    if (link === null || timeline === null) return;
    // Another branch is loaded first, and opens where the address says.
    this.#host.branch = link.branch ?? this.#ownBranch();
    if (link.detail !== null) timeline.setDetail(link.detail);
    timeline.seekStep(link.step);
  };

  #ownBranch(): string {
    return this.#host.getAttribute("branch") ?? "";
  }

  #link(): DeepLink | null {
    return readDeepLink(location.hash, linkPrefix(this.#host));
  }
}
