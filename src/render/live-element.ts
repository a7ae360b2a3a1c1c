import { select } from "d3";
import type { Mark, TextSpan } from "../scene/mark/mark.js";
import { PALETTES } from "../scene/palette.js";
import type { Theme } from "../scene/palette.js";
import type { Role } from "../scene/role.js";
import { elementsOf } from "./element-of.js";
import type { SvgElement } from "./element-of.js";

/** Draws a mark's elements and its tooltip into its group; elements that were there are changed. */
export function drawElements(group: SVGGElement, mark: Mark, theme: Theme): void {
  const within = select(group);
  within
    .selectChildren<SVGTitleElement, string>("title")
    .data(mark.tooltip === undefined ? [] : [mark.tooltip])
    .join((enter) => enter.insert("title", ":first-child"))
    .text(String);
  // A mark's kind never changes under a key, so the same place always has the same kind of element.
  within
    .selectChildren<SVGElement, SvgElement>(":not(title)")
    .data(elementsOf(mark))
    .join((enter) => enter.append(({ name }) => createSvg(group, name)))
    .each(function (element) {
      drawElement(this, element, theme);
    });
}

function drawElement(node: SVGElement, element: SvgElement, theme: Theme): void {
  const { attributes, fill, stroke, spans } = element;
  for (const name of node.getAttributeNames()) {
    if (name !== "style" && !(name in attributes)) node.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.style.fill = colour(fill, theme);
  node.style.stroke = colour(stroke, theme);
  if (element.name === "text") drawSpans(node, spans, theme);
}

function drawSpans(node: SVGElement, spans: readonly TextSpan[], theme: Theme): void {
  // A run of spaces stands for a gap.
  node.style.whiteSpace = "pre";
  select(node)
    .selectChildren<SVGTSpanElement, TextSpan>("tspan")
    .data(spans)
    .join("tspan")
    .style("fill", ({ fill }) => (fill === undefined ? null : colour(fill, theme)))
    .style("font-weight", ({ bold }) => (bold === undefined ? null : bold ? "bold" : "normal"))
    .style("text-decoration", ({ struck }) => (struck === true ? "line-through" : null))
    .text(({ text }) => text);
}

function colour(role: Role | null, theme: Theme): string {
  return role === null ? "none" : `var(--${role}, ${PALETTES[theme][role]})`;
}

function createSvg(group: SVGGElement, name: SvgElement["name"]): SVGElement {
  return group.ownerDocument.createElementNS("http://www.w3.org/2000/svg", name);
}
