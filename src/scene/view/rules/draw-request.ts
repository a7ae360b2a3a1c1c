import { nameOf } from "../../naming.js";
import type { Mark } from "../../mark/mark.js";
import { text } from "../../mark/text.js";
import { wrapText } from "../../wrap-text.js";
import type { ViewInput } from "../input.js";

const LEFT = 12;
const LINE = 17;

/** The request that runs, as it was typed; returns where it ends. */
export function drawRequest(
  { after, words, width, trace }: ViewInput,
  top: number,
): { readonly marks: readonly Mark[]; readonly bottom: number } {
  const { request } = after;
  const room = width - 2 * LEFT;
  if (request === null) {
    const none = text("request/none", { x: LEFT, y: top + 14, room }, words["no-request"], {
      fill: "quiet-text",
    });
    return { marks: [none], bottom: top + 26 };
  }
  const prompt = `${nameOf(trace.header, request.namespace)}$ ${request.command}`;
  const output =
    request.output.trim() === ""
      ? []
      : wrapText(request.output.trim(), room, 3, { size: 11, mono: true });
  return {
    marks: [prompt, ...output].map((line, index) =>
      text(`request/${index}`, { x: LEFT, y: top + 14 + index * LINE, room }, line, {
        size: 11,
        mono: true,
        fill: index === 0 ? "text" : "quiet-text",
      }),
    ),
    bottom: top + 20 + (output.length + 1) * LINE,
  };
}
