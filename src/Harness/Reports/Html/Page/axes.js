// Axes and numbers that all charts share. Every time in the page's data is in microseconds, every moment in seconds.

// Linear within 1 us, decades beyond it: differences go from nothing to milliseconds, both ways.
const bend = us => Math.abs(us) <= 1 ? us : Math.sign(us) * (1 + Math.log10(Math.abs(us)));
const unbend = y => Math.abs(y) <= 1 ? y : Math.sign(y) * 10 ** (Math.abs(y) - 1);

const plain = us => us === null || us === undefined ? '?'
  : Math.abs(us) >= 100 ? us.toLocaleString('en', { maximumFractionDigits: 0 }) : us.toFixed(1);
const signed = us => us === null || us === undefined ? '?' : (us > 0 ? '+' : us < 0 ? '−' : '') + plain(Math.abs(us));
// What a recording calls something goes into tooltips, which are HTML.
const plainText = name => echarts.format.encodeHTML(name);
const between = (lower, upper) => `[${signed(lower)} .. ${signed(upper)}]`;

// 1/(1-p) as the percentile it stands for: 1,000 is 99.9 %.
const percentile = x => x <= 1 ? '0 %' : `${+(100 * (1 - 1 / x)).toPrecision(Math.max(2, Math.ceil(Math.log10(x)) + 1))} %`;

function percentileAxis(ink, most) {
  return {
    type: 'log', min: 1, max: 10 ** Math.ceil(Math.log10(most)), name: 'percentile', nameLocation: 'middle', nameGap: 30,
    nameTextStyle: { color: ink.text, fontSize: ink.size }, axisLabel: { color: ink.text, fontSize: ink.size, formatter: percentile, hideOverlap: true },
    axisLine: { lineStyle: { color: ink.line } }, splitLine: { lineStyle: { color: ink.grid } }, minorSplitLine: { show: true, lineStyle: { color: ink.grid, opacity: 0.4 } },
  };
}

function latencyAxis(ink, more) {
  return {
    type: 'log', name: 'µs', nameTextStyle: { color: ink.text, fontSize: ink.size }, axisLabel: { color: ink.text, fontSize: ink.size, formatter: us => us.toLocaleString('en') },
    axisLine: { show: true, lineStyle: { color: ink.line } }, splitLine: { lineStyle: { color: ink.grid } }, ...more,
  };
}

// Whole steps only, so that what stands at a tick is 1, 10, 100 ... and not some power in between.
function differenceAxis(ink, values, more) {
  const known = values.filter(us => us !== null && us !== undefined).map(bend);
  return {
    type: 'value', min: Math.min(-1, Math.floor(Math.min(0, ...known))), max: Math.max(1, Math.ceil(Math.max(0, ...known))), interval: 1,
    axisLabel: { color: ink.text, fontSize: ink.size, hideOverlap: true, formatter: y => y === 0 ? '0' : (y > 0 ? '+' : '−') + Math.abs(unbend(y)).toLocaleString('en', { maximumFractionDigits: 0 }) },
    nameTextStyle: { color: ink.text, fontSize: ink.size }, axisLine: { show: true, onZero: false, lineStyle: { color: ink.line } }, splitLine: { lineStyle: { color: ink.grid } }, ...more,
  };
}

// What every chart has: room for its legend, a box to zoom into, and a way back. The wheel is left to the page, unless Ctrl is held.
function frame(ink, names, grid, zoomed) {
  return {
    animation: false, textStyle: { fontFamily: 'system-ui, sans-serif', fontSize: ink.size, color: ink.text }, grid: { left: 64, right: 20, top: 64, bottom: 56, ...grid },
    legend: { type: 'scroll', top: 4, left: 4, right: 90, data: names, textStyle: { color: ink.text, fontSize: ink.size }, pageTextStyle: { color: ink.text, fontSize: ink.size }, pageIconColor: ink.text, inactiveColor: ink.faint },
    tooltip: { confine: true, backgroundColor: ink.paper, borderColor: ink.line, textStyle: { color: ink.text, fontSize: ink.size + 1 } },
    toolbox: {
      right: 4, top: 0, iconStyle: { borderColor: ink.text }, emphasis: { iconStyle: { borderColor: ink.accent, textFill: ink.text } },
      feature: { dataZoom: { filterMode: 'none', ...zoomed, title: { zoom: 'Zoom into a box', back: 'Zoom back' } }, restore: { title: 'All of it' } },
    },
    dataZoom: [{ type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, preventDefaultMouseMove: false, xAxisIndex: 0, ...zoomed }],
  };
}

// A filled shape between two curves; points are [x, lower, upper], already in the axis's terms.
function area(name, points, colour, opacity) {
  return {
    name, type: 'custom', silent: true, clip: true, z: 1, itemStyle: { color: colour }, data: points, encode: { x: 0, y: [1, 2] }, tooltip: { show: false },
    renderItem: (params, api) => params.dataIndex > 0 || points.length < 2 ? undefined : {
      type: 'polygon',
      shape: { points: [...points.map(point => api.coord([point[0], point[2]])), ...[...points].reverse().map(point => api.coord([point[0], point[1]]))] },
      style: { fill: colour, opacity },
    },
  };
}
