import type { Rect } from "../../mark/box.js";
import { box, centreOf } from "../../mark/box.js";
import type { Mark } from "../../mark/mark.js";
import { polyline } from "../../mark/polyline.js";
import { text } from "../../mark/text.js";
import { wrapText } from "../../wrap-text.js";
import { fillOf } from "../focus.js";
import type { ChartInput } from "./draw-group.js";

const TOP = 64;
const LINE = 19;
const STATEMENT = { size: 13 } as const;
const NARROW = 480;
const PLACE = { width: 130, height: 30 } as const;
const GAP = 26;
const MARGIN = 16;

/** A place on the way through a namespace without rules. */
interface Stop {
  readonly key: string;
  readonly label: string;
  readonly isDevice: boolean;
  readonly isReached: boolean;
}

/** What there is of a namespace without rules: the statement that it has none, and the packet's short way through it. */
export function bareChart(
  given: ChartInput,
  statement: string,
  width: number,
): { readonly marks: readonly Mark[]; readonly bottom: number } {
  const lines = wrapText(statement, width - 2 * MARGIN, 4, STATEMENT);
  const words = lines.map((line, index) =>
    text(`hint/${index}`, { x: width / 2, y: TOP + index * LINE, room: width - 2 * MARGIN }, line, {
      ...STATEMENT,
      anchor: "middle",
    }),
  );
  const top = TOP + lines.length * LINE + 10;
  const stops = stopsOf(given);
  const places = stops.map((_, index) => placeOf(index, stops.length, top, width));
  const marks = stops.flatMap((stop, index) => {
    const [rect, from] = [places[index], places[index - 1]];
    const last = stops[index - 1];
    if (rect === undefined) return [];
    return [
      ...(from === undefined || last === undefined
        ? []
        : [wayMark(`edge/${last.key}/${stop.key}`, from, rect, stop.isReached, given)]),
      ...placeMarks(stop, rect, stops[index + 1]?.isReached !== true, given),
    ];
  });
  return { marks: [...words, ...marks], bottom: Math.max(top, ...places.map(bottomOf)) };
}

// Who came goes to a process, or on to another device where it is forwarded; who was made here goes out.
function stopsOf({ input, packet, pass }: ChartInput): readonly Stop[] {
  if (packet === null) return [];
  const { words } = input;
  const met = new Set(pass.stations.map(({ station }) => station));
  const isForwarded = packet.pass?.route?.decision === "forward";
  const device = (key: "input" | "output"): Stop => {
    const name = pass[key];
    const label = name === null ? words[key] : `${words[key]} ${name}`;
    return { key, label, isDevice: true, isReached: name !== null };
  };
  const routing: Stop = {
    key: "routing",
    label: words.routing,
    isDevice: false,
    isReached: met.has("routing") || met.has("process"),
  };
  const isMet = met.has("process");
  const process: Stop = { key: "process", label: words.process, isDevice: false, isReached: isMet };
  if (pass.input === null) {
    return [
      { ...process, isReached: true },
      { ...routing, isReached: met.has("routing") },
      device("output"),
    ];
  }
  return [device("input"), routing, isForwarded ? device("output") : process];
}

function placeOf(index: number, count: number, top: number, width: number): Rect {
  if (width < NARROW) {
    return { x: (width - PLACE.width) / 2, y: top + index * (PLACE.height + GAP), ...PLACE };
  }
  const step = PLACE.width + GAP;
  return { x: (width - count * step + GAP) / 2 + index * step, y: top, ...PLACE };
}

function wayMark(key: string, from: Rect, to: Rect, isLit: boolean, { colour }: ChartInput): Mark {
  const isDown = from.x === to.x;
  const [start, end] = isDown
    ? [
        { x: centreOf(from).x, y: bottomOf(from) },
        { x: centreOf(to).x, y: to.y },
      ]
    : [
        { x: from.x + from.width, y: centreOf(from).y },
        { x: to.x, y: centreOf(to).y },
      ];
  return polyline(key, [start, end], {
    stroke: isLit ? colour : "wire",
    strokeWidth: isLit ? 2.5 : 1.25,
    arrow: true,
  });
}

function placeMarks(
  { key, label, isDevice, isReached }: Stop,
  rect: Rect,
  isLast: boolean,
  { colour }: ChartInput,
): readonly Mark[] {
  const { x, y } = centreOf(rect);
  const isCurrent = isReached && isLast;
  return [
    box(`place/${key}`, rect, {
      radius: isDevice ? rect.height / 2 : 6,
      fill: isCurrent ? colour : isReached ? fillOf(colour) : isDevice ? "device-fill" : "card",
      stroke: isReached ? colour : "wire",
    }),
    text(`place/${key}/name`, { x, y: y + 4, room: rect.width - 14 }, label, {
      size: 11,
      anchor: "middle",
      fill: isCurrent ? "on-packet" : isReached ? "text" : "quiet-text",
      mono: isDevice && isReached,
      ...(isCurrent ? { bold: true } : {}),
    }),
  ];
}

function bottomOf({ y, height }: Rect): number {
  return y + height;
}
