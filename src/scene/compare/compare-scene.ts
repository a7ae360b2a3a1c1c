import type { CompareTexts } from "../../message/compare/en.js";
import { fill } from "../../message/fill.js";
import type { RequestCost } from "../../trace/request-cost.js";
import { text } from "../mark/text.js";
import type { Scene } from "../scene.js";
import { shiftedMark, shiftedMotion } from "./shifted.js";

/** One play among those that are compared: its mode, its picture, and the request that it is at. */
export interface ComparedScene {
  readonly mode: string;
  readonly scene: Scene;
  readonly cost: RequestCost | null;
  /** Whether the request has ended by now. */
  readonly hasEnded: boolean;
}

/** What stands over each picture takes that many pixels. */
export const HEAD_HEIGHT = 44;
/** Between two pictures. */
export const GAP = 16;

/** Pictures of the same moment side by side, each under its mode and what its request costs there. */
export function compareScene(
  columns: readonly ComparedScene[],
  texts: CompareTexts,
  title: string,
): Scene {
  const places = columns.map((_, index) =>
    columns.slice(0, index).reduce((sum, { scene }) => sum + scene.width + GAP, 0),
  );
  const parts = columns.map((column, index) => {
    const { mode, scene } = column;
    const x = places[index] ?? 0;
    const shift = { x, y: HEAD_HEIGHT, prefix: `${mode}/${index}/` };
    const room = scene.width - 8;
    return {
      marks: [
        text(`${shift.prefix}mode`, { x: x + 4, y: 18, room }, mode, { size: 14, bold: true }),
        text(`${shift.prefix}cost`, { x: x + 4, y: 36, room }, costText(column, texts), {
          fill: "quiet-text",
        }),
        ...scene.marks.map((mark) => shiftedMark(mark, shift)),
      ],
      motions: scene.motions.map((motion) => shiftedMotion(motion, shift)),
    };
  });
  const modes = columns.map(({ mode }) => mode).join(", ");
  return {
    width: columns.reduce((sum, { scene }) => sum + scene.width, 0) + GAP * (columns.length - 1),
    height: HEAD_HEIGHT + Math.max(...columns.map(({ scene }) => scene.height)),
    title: fill(texts.label, { title, modes }),
    description: columns
      .map((column) => `${column.mode}: ${costText(column, texts)}. ${column.scene.description}`)
      .join(" "),
    marks: parts.flatMap(({ marks }) => marks),
    motions: parts.flatMap(({ motions }) => motions),
  };
}

/** What a column's request costs and came to. */
export function costText(
  { cost, hasEnded }: Pick<ComparedScene, "cost" | "hasEnded">,
  texts: CompareTexts,
): string {
  if (cost === null) return texts["cost-none"];
  const said = fill(texts.cost, { rules: cost.first.rules, chains: cost.first.chains });
  const outcome = [cost.outcome ?? "", cost.status ?? ""].join(" ").trim();
  return hasEnded ? `${said} · ${outcome}` : said;
}
