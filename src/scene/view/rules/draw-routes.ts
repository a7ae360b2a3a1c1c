import type { NamespaceId } from "../../../trace/id.js";
import type { PacketState } from "../../../trace/state.js";
import { box } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { sign } from "../../mark/sign.js";
import { text } from "../../mark/text.js";
import type { ViewInput } from "../input.js";

const ROW = 24;
const LEFT = 12;

/** The routes of a namespace's main table, and of the table of the route that was chosen. */
export function routesOf(
  { after }: Pick<ViewInput, "after">,
  namespace: NamespaceId,
  packet: PacketState | null,
): readonly string[] {
  const route = packet?.pass?.namespace === namespace ? packet.pass.route : null;
  const tables = new Set(["main", route?.table ?? "main"]);
  const lines = after.tables[namespace]?.routes ?? [];
  return lines.filter(({ table }) => tables.has(table)).map(({ text: line }) => line);
}

/** The routes of a namespace, with the chosen one marked; returns where they end. */
export function drawRoutes(
  input: ViewInput,
  namespace: NamespaceId,
  packet: PacketState | null,
  top: number,
  bottom: number,
): { readonly marks: readonly Mark[]; readonly bottom: number } {
  const { width } = input;
  const routes = routesOf(input, namespace, packet);
  const pass = packet?.pass?.namespace === namespace ? packet.pass : null;
  const chosen = pass?.route?.text ?? null;
  const fitting = Math.max(3, Math.floor((bottom - top) / ROW));
  // The chosen route is shown even where it is far down.
  const first = Math.max(0, Math.min(routes.length, routes.indexOf(chosen ?? "") + 2) - fitting);
  const shown = routes.slice(first, first + fitting);
  const marks: Mark[] = [];
  let y = top;
  for (const [index, route] of shown.entries()) {
    const isChosen = route === chosen;
    const key = `route/${first + index}`;
    marks.push(
      box(
        key,
        { x: LEFT, y, width: width - 2 * LEFT, height: ROW - 2 },
        {
          radius: 5,
          fill: isChosen ? "hit-fill" : null,
          stroke: isChosen ? "hit" : null,
          tooltip: route,
        },
      ),
      text(`${key}/text`, { x: LEFT + 30, y: y + 15, room: width - 2 * LEFT - 40 }, route, {
        size: 11,
        mono: true,
        fill: isChosen ? "text" : "quiet-text",
      }),
      ...(isChosen ? [sign(`${key}/sign`, { x: LEFT + 16, y: y + 11 }, "passed", "hit")] : []),
    );
    y += ROW;
  }
  return { marks, bottom: y };
}
