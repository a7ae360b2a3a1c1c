import type { Mark, TextSpan } from "../scene/mark/mark.js";
import { number } from "../scene/mark/polyline.js";
import type { Role } from "../scene/role.js";

/** An SVG element as data: both renderers draw exactly these. */
export interface SvgElement {
  readonly name: "rect" | "path" | "circle" | "text";
  readonly attributes: Readonly<Record<string, string>>;
  /** The colour of its inside, and of its line; null for none. */
  readonly fill: Role | null;
  readonly stroke: Role | null;
  /** The parts of a text. */
  readonly spans: readonly TextSpan[];
}

// Metric twins of Helvetica and Courier come first, so that texts are as wide as they were planned.
const SANS =
  "Helvetica, Arial, 'Liberation Sans', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic', Meiryo, sans-serif";
const MONO =
  "Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', 'Hiragino Sans', Meiryo, monospace";

/** The elements that a mark is drawn with. */
export function elementsOf(mark: Mark): readonly SvgElement[] {
  const opacity: Record<string, string> =
    mark.opacity === undefined || mark.opacity === 1 ? {} : { opacity: number(mark.opacity) };
  switch (mark.kind) {
    case "box":
      return [
        {
          name: "rect",
          attributes: {
            x: number(mark.x),
            y: number(mark.y),
            width: number(mark.width),
            height: number(mark.height),
            rx: number(Math.min(mark.radius, mark.width / 2, mark.height / 2)),
            ...(mark.stroke === null ? {} : { "stroke-width": number(mark.strokeWidth ?? 1) }),
            ...(mark.dashed === true ? { "stroke-dasharray": "5 4" } : {}),
            ...opacity,
          },
          fill: mark.fill,
          stroke: mark.stroke,
          spans: [],
        },
      ];
    case "line":
      return [lineOf(mark, opacity), ...(mark.arrow === true ? [arrowOf(mark, opacity)] : [])];
    case "dot":
      return [
        {
          name: "circle",
          attributes: {
            cx: number(mark.x),
            cy: number(mark.y),
            r: number(mark.radius),
            ...(mark.stroke === null ? {} : { "stroke-width": "2" }),
            ...opacity,
          },
          fill: mark.fill,
          stroke: mark.stroke,
          spans: [],
        },
      ];
    case "text":
      return [
        {
          name: "text",
          attributes: {
            x: number(mark.x),
            y: number(mark.y),
            "font-family": mark.mono === true ? MONO : SANS,
            "font-size": number(mark.size),
            ...(mark.bold === true ? { "font-weight": "bold" } : {}),
            ...(mark.struck === true ? { "text-decoration": "line-through" } : {}),
            "text-anchor": mark.anchor,
            ...opacity,
          },
          fill: mark.fill,
          stroke: null,
          spans: mark.spans ?? [{ text: mark.text }],
        },
      ];
  }
}

type LineMark = Extract<Mark, { readonly kind: "line" }>;

function lineOf(mark: LineMark, opacity: Readonly<Record<string, string>>): SvgElement {
  return {
    name: "path",
    attributes: {
      d: mark.path,
      "stroke-width": number(mark.strokeWidth),
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      ...(mark.dashed === true ? { "stroke-dasharray": "4 4" } : {}),
      ...opacity,
    },
    fill: null,
    stroke: mark.stroke,
    spans: [],
  };
}

// Drawn as a path of its own: markers take neither the line's colour nor the same place in every program.
function arrowOf(mark: LineMark, opacity: Readonly<Record<string, string>>): SvgElement {
  const numbers = (mark.path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  const [fromX = 0, fromY = 0, x = 0, y = 0] = numbers.slice(-4);
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [forwardX, forwardY] = [(x - fromX) / length, (y - fromY) / length];
  const size = 3.5 + mark.strokeWidth;
  const corner = (side: 1 | -1): string =>
    `${number(x - forwardX * size * 1.4 - side * forwardY * size * 0.8)},${number(y - forwardY * size * 1.4 + side * forwardX * size * 0.8)}`;
  const path = `M${number(x)},${number(y)}L${corner(1)}L${corner(-1)}Z`;
  return {
    name: "path",
    attributes: { d: path, ...opacity },
    fill: mark.stroke,
    stroke: null,
    spans: [],
  };
}
