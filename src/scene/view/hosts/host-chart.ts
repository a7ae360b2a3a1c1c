import { narrowBridgeChart, wideBridgeChart } from "../../layout/hosts/bridge-chart.js";
import { narrowChart } from "../../layout/narrow-chart.js";
import { wideChart } from "../../layout/wide-chart.js";
import type { Scene } from "../../scene.js";
import type { ChartLayouts } from "../flowchart/flowchart.js";
import { flowchartBy } from "../flowchart/flowchart.js";
import type { ViewInput } from "../input.js";
import { drawBridgeBand } from "./draw-bridge-band.js";

const PLAIN: ChartLayouts = { wide: wideChart, narrow: narrowChart, drawBridges: () => [] };
const BRIDGED: ChartLayouts = {
  wide: wideBridgeChart,
  narrow: narrowBridgeChart,
  drawBridges: drawBridgeBand,
};

/** The netfilter chart of a host, with its bridges' hooks where it has bridges. */
export function hostChart(input: ViewInput): Scene {
  const { tables } = input.after;
  return flowchartBy(input, (namespace) => {
    const devices = namespace === null ? [] : (tables[namespace]?.devices ?? []);
    return devices.some(({ kind }) => kind === "bridge") ? BRIDGED : PLAIN;
  });
}
