import { select } from "d3";
import type { Selection } from "d3";
import type { Mark } from "../scene/mark/mark.js";
import { number } from "../scene/mark/polyline.js";
import type { Motion } from "../scene/motion.js";
import { offsetAt } from "../scene/motion.js";
import type { Theme } from "../scene/palette.js";
import type { Scene } from "../scene/scene.js";
import { drawElements } from "./live-element.js";

/** Draws scenes into one SVG element, and moves what moves in them. */
export interface LiveRenderer {
  /** Draws a scene: marks that were there are changed, new ones come, others go. */
  draw(scene: Scene, theme?: Theme): void;
  /** Puts what moves where it is at a share (0 to 1) of the step's time. Nothing else is touched. */
  move(progress: number): void;
  /** Empties the SVG element. */
  destroy(): void;
}

/** How a picture begins. */
export interface LiveRendererOptions {
  readonly theme?: Theme;
}

type Root = Selection<SVGSVGElement, unknown, null, undefined>;

interface Moving {
  readonly group: SVGGElement;
  readonly motion: Motion;
}

/**
 * A renderer for an SVG element of a page. Colours are custom properties with the names of the roles (`--packet`), and
 * the theme's literal colours where the page sets none.
 */
export function createLiveRenderer(
  svg: SVGSVGElement,
  options: LiveRendererOptions = {},
): LiveRenderer {
  const root: Root = select(svg);
  let theme = options.theme ?? "light";
  let moving: readonly Moving[] = [];
  return {
    draw(scene, nextTheme = theme) {
      theme = nextTheme;
      drawFrame(root, scene);
      moving = movingGroups(joinMarks(root, scene.marks, theme), scene.motions);
    },
    move(progress) {
      for (const { group, motion } of moving) {
        const { x, y } = offsetAt(motion, progress);
        if (x === 0 && y === 0) group.removeAttribute("transform");
        else group.setAttribute("transform", `translate(${number(x)},${number(y)})`);
      }
    },
    destroy() {
      moving = [];
      root.selectChildren().remove();
    },
  };
}

function drawFrame(root: Root, { width, height, title, description, marks }: Scene): void {
  root
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("width", width)
    .attr("height", height)
    .attr("role", marks.some(isPickable) ? "group" : "img");
  root.selectChildren<SVGTitleElement, string>("title").data([title]).join("title").text(String);
  root.selectChildren<SVGDescElement, string>("desc").data([description]).join("desc").text(String);
}

type Groups = Selection<SVGGElement, Mark, SVGSVGElement, unknown>;

function joinMarks(root: Root, marks: readonly Mark[], theme: Theme): Groups {
  return root
    .selectChildren<SVGGElement, Mark>("g")
    .data(marks, keyOf)
    .join("g")
    .order()
    .attr("transform", null)
    .attr("data-key", ({ key }) => key)
    .attr("data-action", ({ action }) => action ?? null)
    .attr("tabindex", (mark) => (isPickable(mark) ? 0 : null))
    .attr("role", (mark) => (isPickable(mark) ? "button" : null))
    .attr("aria-label", (mark) => (isPickable(mark) ? (mark.tooltip ?? mark.key) : null))
    .each(function (mark) {
      drawElements(this, mark, theme);
    });
}

// A box with a tooltip that leads to a chain or to a branch can be reached and pressed by keys.
function isPickable({ kind, action, tooltip }: Mark): boolean {
  return kind === "box" && tooltip !== undefined && /^(?:branch|explore|hook):/.test(action ?? "");
}

// A mark that becomes one of another kind is a new mark.
function keyOf({ kind, key }: Mark): string {
  return `${kind} ${key}`;
}

function movingGroups(groups: Groups, motions: readonly Motion[]): readonly Moving[] {
  const byKey = new Map(motions.flatMap((motion) => motion.keys.map((key) => [key, motion])));
  return groups.nodes().flatMap((group) => {
    const motion = byKey.get(select<SVGGElement, Mark>(group).datum().key);
    return motion === undefined ? [] : [{ group, motion }];
  });
}
