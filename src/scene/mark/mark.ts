import type { Role } from "../role.js";

/** One thing drawn. Keys are stable across steps, so that a renderer can join old and new marks. */
export type Mark = BoxMark | LineMark | DotMark | TextMark;

/** What every mark has. */
interface MarkBase {
  readonly key: string;
  /** The whole of what is shortened on the picture; becomes a tooltip. */
  readonly tooltip?: string;
  /** What a click on it asks for: `chain:nat/KUBE-SERVICES`. */
  readonly action?: string;
  /** 0 to 1; 1 where left out. */
  readonly opacity?: number;
}

/** A rectangle with rounded corners. */
export interface BoxMark extends MarkBase {
  readonly kind: "box";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly fill: Role | null;
  readonly stroke: Role | null;
  readonly strokeWidth?: number;
  readonly dashed?: boolean;
}

/** A path of straight lines and curves, in SVG path syntax. */
export interface LineMark extends MarkBase {
  readonly kind: "line";
  readonly path: string;
  readonly stroke: Role;
  readonly strokeWidth: number;
  readonly dashed?: boolean;
  /** An arrow head at its end. */
  readonly arrow?: boolean;
}

/** A circle. */
export interface DotMark extends MarkBase {
  readonly kind: "dot";
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: Role;
  readonly stroke: Role | null;
}

/** A line of text whose baseline starts, centres or ends at (x, y). */
export interface TextMark extends MarkBase {
  readonly kind: "text";
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** In pixels. */
  readonly size: number;
  readonly anchor: "start" | "middle" | "end";
  readonly fill: Role;
  readonly mono?: boolean;
  readonly bold?: boolean;
  readonly struck?: boolean;
  /** The width it was given, in pixels; the text was shortened to fit. */
  readonly room?: number;
  /** Parts that look different, in order; joined they are `text`. */
  readonly spans?: readonly TextSpan[];
}

/** A part of a text mark with its own colour, weight or strike. */
export interface TextSpan {
  readonly text: string;
  readonly fill?: Role;
  readonly bold?: boolean;
  readonly struck?: boolean;
}
