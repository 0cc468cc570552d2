import { requirePeer } from "./peers.ts"
import type { Growth } from "./report.ts"
import { median } from "./table.ts"

const SIZE = { width: 760, height: 460 }

/** The part of echarts that is used here. */
interface Echarts {
  init(
    element: null,
    theme: null,
    options: { renderer: "svg"; ssr: true; width: number; height: number },
  ): { setOption(option: object): void; renderToSVGString(): string; dispose(): void }
}

/** A growth as an SVG, both axes logarithmic. */
export function plot(growth: Growth): string {
  const chart = (requirePeer("echarts") as Echarts).init(null, null, { renderer: "svg", ssr: true, ...SIZE })
  chart.setOption(plotOption(growth))
  const svg = chart.renderToSVGString()
  chart.dispose()
  return `${svg}\n`
}

/** What echarts is told. */
export function plotOption({ title, of, unit, curves }: Growth): object {
  return {
    animation: false,
    backgroundColor: "#ffffff",
    title: { text: title, left: "center", top: 8 },
    legend: { bottom: 4 },
    grid: { left: 90, right: 40, top: 72, bottom: 92 },
    xAxis: { type: "log", name: of, nameLocation: "middle", nameGap: 32 },
    yAxis: { type: "log", name: unit },
    series: curves.map(({ name, points }) => ({
      type: "line",
      name,
      symbolSize: 7,
      data: points.map(({ size, values }) => [size, median(values)]),
    })),
  }
}
