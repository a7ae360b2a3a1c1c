import type { Mark, TextSpan } from "../scene/mark/mark.js";
import { PALETTES } from "../scene/palette.js";
import type { Palette, Theme } from "../scene/palette.js";
import type { Role } from "../scene/role.js";
import { ROLES } from "../scene/role.js";
import type { Scene } from "../scene/scene.js";
import { elementsOf } from "./element-of.js";
import type { SvgElement } from "./element-of.js";
import { escapeXml } from "./xml.js";

/** How a scene becomes a file. */
export interface SvgTextOptions {
  /** `auto` follows the reader's setting; programs that know no media queries draw it light. */
  readonly theme: Theme | "auto";
}

/**
 * The scene as an SVG file that needs nothing else: literal attributes, text that stays text, a title and a description.
 * Motions are left out: marks stand where they end.
 */
export function renderSvgText(scene: Scene, { theme }: SvgTextOptions): string {
  const { width, height } = scene;
  const palette = PALETTES[theme === "auto" ? "light" : theme];
  const withClasses = theme === "auto";
  const drawn = scene.marks.flatMap((mark) => markText(mark, palette, withClasses));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(scene.title)}</title>`,
    `<desc>${escapeXml(scene.description)}</desc>`,
    ...(withClasses ? [`<style>${darkRules()}</style>`] : []),
    ...drawn,
    "</svg>",
    "",
  ].join("\n");
}

function markText(mark: Mark, palette: Palette, withClasses: boolean): readonly string[] {
  const { tooltip } = mark;
  const elements = elementsOf(mark);
  if (elements.length === 1)
    return elements.map((one) => elementText(one, palette, withClasses, tooltip));
  const inner = elements.map((one) => elementText(one, palette, withClasses, undefined));
  return [`<g>${tooltip === undefined ? "" : titleText(tooltip)}${inner.join("")}</g>`];
}

function elementText(
  { name, attributes, fill, stroke, spans }: SvgElement,
  palette: Palette,
  withClasses: boolean,
  tooltip: string | undefined,
): string {
  const classes = [
    ...(fill === null ? [] : [`f-${fill}`]),
    ...(stroke === null ? [] : [`s-${stroke}`]),
  ];
  const all = {
    ...attributes,
    fill: colour(fill, palette),
    ...(stroke === null ? {} : { stroke: colour(stroke, palette) }),
    ...(withClasses && classes.length > 0 ? { class: classes.join(" ") } : {}),
  };
  const inner = `${tooltip === undefined ? "" : titleText(tooltip)}${spans.map((span) => spanText(span, palette, withClasses)).join("")}`;
  // Several spaces in a row stand for an indentation.
  const space = spans.some(({ text }) => / {2}|^ | $/.test(text)) ? ' xml:space="preserve"' : "";
  const head = `<${name}${attributeText(all)}${space}`;
  return inner === "" ? `${head}/>` : `${head}>${inner}</${name}>`;
}

function spanText(span: TextSpan, palette: Palette, withClasses: boolean): string {
  const { fill, bold, struck } = span;
  const attributes = {
    ...(fill === undefined ? {} : { fill: colour(fill, palette) }),
    ...(fill === undefined || !withClasses ? {} : { class: `f-${fill}` }),
    ...(bold === undefined ? {} : { "font-weight": bold ? "bold" : "normal" }),
    ...(struck === true ? { "text-decoration": "line-through" } : {}),
  };
  const words = escapeXml(span.text);
  return Object.keys(attributes).length === 0
    ? words
    : `<tspan${attributeText(attributes)}>${words}</tspan>`;
}

function titleText(tooltip: string): string {
  return `<title>${escapeXml(tooltip)}</title>`;
}

function attributeText(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join("");
}

function colour(role: Role | null, palette: Palette): string {
  return role === null ? "none" : palette[role];
}

function darkRules(): string {
  const { dark } = PALETTES;
  const rules = ROLES.map(
    (role) => `.f-${role}{fill:${dark[role]}}.s-${role}{stroke:${dark[role]}}`,
  );
  return `@media (prefers-color-scheme:dark){${rules.join("")}}`;
}
