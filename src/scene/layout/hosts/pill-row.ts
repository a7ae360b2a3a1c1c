import type { Rect } from "../../mark/box.js";
import { textWidth } from "../../measure.js";
import { addressLine, isVirtual, pillWidth } from "./host-columns.js";
import type { Column } from "./host-columns.js";
import type { PillPlan } from "./host-plan.js";
import { shorterNames } from "./shorter-names.js";

/** The height of a device's pill. */
export const PILL = 34;

const PILL_GAP = 4;
const PAD = 4;
const LOOK = { size: 11, mono: true } as const;

/** The devices of a column side by side below its box; where they do not fit, their names give way as far as they are alike. */
export function pillsOf(
  { devices }: Column,
  box: Pick<Rect, "x" | "width">,
  y: number,
): readonly PillPlan[] {
  const free = box.width - PILL_GAP * (devices.length - 1);
  const [whole = [], ...shorter] = shorterNames(devices.map(({ name }) => name));
  const forms = [
    { labels: whole, widths: devices.map(pillWidth) },
    ...shorter.map((labels) => ({
      labels,
      widths: devices.map((device, index) =>
        Math.ceil(
          PAD + Math.max(widthOf(labels[index] ?? device.name), widthOf(addressLine(device))),
        ),
      ),
    })),
  ];
  const form = forms.find(({ widths }) => sum(widths) <= free) ?? forms.at(-1);
  if (form === undefined) return [];
  const { labels, widths } = form;
  const share = Math.min(1, free / Math.max(1, sum(widths)));
  const left = (free - sum(widths) * share) / Math.max(1, devices.length);
  let x = box.x + left / 2;
  return devices.map((device, index) => {
    const width = (widths[index] ?? 0) * share;
    const rect = { x, y, width, height: PILL };
    x += width + left + PILL_GAP;
    return { device, label: labels[index] ?? device.name, rect, isVirtual: isVirtual(device) };
  });
}

function widthOf(words: string): number {
  return textWidth(words, LOOK);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
