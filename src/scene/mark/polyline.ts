import type { Role } from "../role.js";
import type { LineMark } from "./mark.js";

/** A place on the picture, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a line looks. */
export interface LineLook {
  readonly stroke?: Role;
  readonly strokeWidth?: number;
  readonly dashed?: boolean;
  readonly arrow?: boolean;
  readonly opacity?: number;
  readonly tooltip?: string;
  /** The radius of its corners. */
  readonly corner?: number;
}

/** A line through the points, its corners rounded. */
export function polyline(key: string, points: readonly Point[], look: LineLook = {}): LineMark {
  const { stroke = "wire", strokeWidth = 1.5, corner = 6, ...rest } = look;
  return { kind: "line", key, path: pathThrough(points, corner), stroke, strokeWidth, ...rest };
}

/** SVG path syntax for straight lines through the points with rounded corners. */
export function pathThrough(points: readonly Point[], corner: number): string {
  const way = withoutRepeats(points);
  const [first, ...others] = way;
  if (first === undefined) return "";
  const parts = [`M${number(first.x)},${number(first.y)}`];
  for (const [index, point] of others.entries()) {
    const before = way[index] ?? first;
    const after = way[index + 2];
    if (after === undefined) parts.push(`L${number(point.x)},${number(point.y)}`);
    else {
      const enter = towards(point, before, corner);
      const leave = towards(point, after, corner);
      parts.push(
        `L${number(enter.x)},${number(enter.y)}`,
        `Q${number(point.x)},${number(point.y)} ${number(leave.x)},${number(leave.y)}`,
      );
    }
  }
  return parts.join("");
}

/** The points without those that repeat the one before. */
export function withoutRepeats(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || before.x !== point.x || before.y !== point.y;
  });
}

function towards(from: Point, to: Point, corner: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return from;
  const share = Math.min(corner, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** A coordinate with at most two decimals. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
