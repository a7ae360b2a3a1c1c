import { box } from "../../mark/box.js";
import { text } from "../../mark/text.js";
import type { Scene } from "../../scene.js";
import type { ViewInput } from "../input.js";
import { dnsSubject } from "./dns-subject.js";
import { drawCaches } from "./draw-caches.js";
import { drawMessage } from "./draw-message.js";
import { drawPlugins } from "./draw-plugins.js";
import { drawSearch } from "./draw-search.js";

const MARGIN = 12;
const GAP = 14;
const TOP = 36;
const NARROW = 480;

/** Name resolution: the search list, the plugins of the server block as a pipe, what caches hold, query and answer as dig prints them. */
export function dns(input: ViewInput): Scene {
  const { width, words } = input;
  const subject = dnsSubject(input);
  const isNarrow = width < NARROW;
  const full = width - 2 * MARGIN;
  const left = isNarrow ? full : Math.round((full - GAP) * 0.455);
  const search = drawSearch(input, { x: MARGIN, y: TOP, width: left });
  const below = search.bottom + GAP;
  const plugins = isNarrow
    ? drawPlugins(input, subject, { x: MARGIN, y: below, width: full })
    : drawPlugins(input, subject, { x: MARGIN + left + GAP, y: TOP, width: full - left - GAP });
  const caches = drawCaches(input, subject, {
    x: MARGIN,
    y: isNarrow ? plugins.bottom + GAP : below,
    width: left,
  });
  const kept = caches.marks.length === 0 ? search.bottom : caches.bottom;
  const top = Math.max(search.bottom, plugins.bottom, kept) + GAP;
  const message = drawMessage(
    input,
    subject,
    { x: MARGIN, y: top, width: full },
    input.height - MARGIN,
  );
  const height = Math.max(input.height, message.bottom + MARGIN);
  return {
    width,
    height,
    title: words.dns,
    description: input.caption,
    marks: [
      box("background", { x: 0, y: 0, width, height }, { fill: "panel", stroke: null, radius: 0 }),
      text("title", { x: MARGIN, y: 22, room: full }, words.dns, { size: 13, bold: true }),
      ...search.marks,
      ...plugins.marks,
      ...caches.marks,
      ...message.marks,
    ],
    motions: [],
  };
}
