import type { Role } from "../role.js";
import type { BoxMark } from "./mark.js";

/** A rectangle of the scene, in pixels from its upper left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How a box looks; what is left out is a card with a thin line. */
export interface BoxLook {
  readonly radius?: number;
  readonly fill?: Role | null;
  readonly stroke?: Role | null;
  readonly strokeWidth?: number;
  readonly dashed?: boolean;
  readonly opacity?: number;
  readonly action?: string;
  readonly tooltip?: string;
}

/** A rounded box. */
export function box(key: string, rect: Rect, look: BoxLook = {}): BoxMark {
  const { radius = 6, fill = "card", stroke = "line", ...rest } = look;
  const { x, y, width, height } = rect;
  return { kind: "box", key, x, y, width, height, radius, fill, stroke, ...rest };
}

/** The middle of a rectangle. */
export function centreOf(rect: Rect): { readonly x: number; readonly y: number } {
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}
