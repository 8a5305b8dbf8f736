// The session over time: round trips of every 100 ms above, what the tracer and the machine did below, on one axis of seconds.

const kinds = [{ at: 1, name: 'p50', symbol: 'circle', size: 4 }, { at: 2, name: 'p99', symbol: 'circle', size: 5, hollow: true }, { at: 3, name: 'max', symbol: 'triangle', size: 4 }];

function sessionChart(data, ink) {
  const { modes, slices } = data.time;
  const known = slices.flatMap(slice => [slice.start, slice.end, slice.attached, slice.detached]).filter(at => at !== null);
  const [begin, end] = [Math.floor(Math.min(...known)), Math.ceil(Math.max(...known))];
  const seconds = more => ({ type: 'value', min: begin, max: end, axisLine: { lineStyle: { color: ink.line } }, splitLine: { show: false }, axisLabel: { show: false }, ...more });
  const count = (index, name) => ({ type: 'value', gridIndex: index, name, nameTextStyle: { color: ink.text, fontSize: ink.size, align: 'left' }, splitNumber: 2, minInterval: 1, axisLabel: { color: ink.text, fontSize: ink.size }, splitLine: { lineStyle: { color: ink.grid } } });
  const traced = slices.filter(slice => slice.attached !== null && slice.detached !== null);
  return {
    ...frame(ink, modes.map(line => line.mode), {}, { xAxisIndex: [0, 1, 2, 3], yAxisIndex: false }),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [{ left: 64, right: 20, top: 64, height: 250 }, { left: 64, right: 20, top: 336, height: 16 }, { left: 64, right: 20, top: 382, height: 44 }, { left: 64, right: 20, top: 456, height: 44 }],
    xAxis: [seconds({ gridIndex: 0 }), seconds({ gridIndex: 1, axisTick: { show: false } }), seconds({ gridIndex: 2 }),
      seconds({ gridIndex: 3, axisLabel: { show: true, color: ink.text, fontSize: ink.size }, name: 'seconds since the first slice', nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: ink.text, fontSize: ink.size } })],
    yAxis: [latencyAxis(ink, { gridIndex: 0 }), { type: 'value', gridIndex: 1, min: 0, max: 1, show: false },
      count(2, 'steal, ms'), count(3, 'hiccups of 1 ms and more')],
    series: [
      ...modes.flatMap(line => kinds.map(kind => ({
        name: line.mode, type: 'scatter', symbol: kind.symbol, symbolSize: kind.size, color: ink.of(line.mode), z: 5 - kind.at,
        itemStyle: kind.hollow ? { color: 'transparent', borderColor: ink.of(line.mode), borderWidth: 1.2 } : { opacity: kind.at === 3 ? 0.45 : 0.9 }, data: line.points.map(point => [point[0], point[kind.at], kind.name]),
        tooltip: { formatter: item => `${plainText(line.mode)}, at ${item.value[0].toFixed(1)} s: ${kind.name} ${plain(item.value[1])} µs` },
      }))),
      ...modes.map(line => spans(line.mode, 1, traced.filter(slice => slice.mode === line.mode).map(slice => [slice.attached, slice.detached, slice.block]), ink)),
      ...modes.map(line => bars(line.mode, 2, slices.filter(slice => slice.mode === line.mode).map(slice => [slice.start, slice.end, slice.stealMs, slice.use]), 'ms of steal', ink)),
      ...modes.map(line => bars(line.mode, 3, slices.filter(slice => slice.mode === line.mode).map(slice => [slice.start, slice.end, slice.hiccups, slice.use]), 'hiccups', ink)),
    ],
  };
}

// From attached to detached, with an edge at both: what a traced mode leaves at its ends shows beside them.
function spans(mode, grid, data, ink) {
  return {
    name: mode, type: 'custom', xAxisIndex: grid, yAxisIndex: grid, clip: true, color: ink.of(mode), data, encode: { x: [0, 1] },
    tooltip: { formatter: item => `${plainText(mode)}, block ${item.value[2]}: attached at ${item.value[0].toFixed(2)} s, detached at ${item.value[1].toFixed(2)} s` },
    renderItem: (params, api) => {
      const { x, width, y, height } = params.coordSys;
      const clamp = at => Math.min(x + width, Math.max(x, at));
      const [from, to] = [clamp(api.coord([api.value(0), 0])[0]), clamp(api.coord([api.value(1), 0])[0])];
      return to <= from ? undefined : { type: 'rect', shape: { x: from, y, width: Math.max(1, to - from), height }, style: { fill: ink.of(mode), opacity: 0.55, stroke: ink.of(mode), lineWidth: 1 } };
    },
  };
}

function bars(mode, grid, data, unit, ink) {
  return {
    name: mode, type: 'custom', xAxisIndex: grid, yAxisIndex: grid, clip: true, color: ink.of(mode), data, encode: { x: [0, 1], y: 2 },
    tooltip: { formatter: item => `${plainText(mode)}, ${item.value[3]} slice at ${item.value[0].toFixed(1)} s: ${item.value[2]} ${unit}` },
    renderItem: (params, api) => {
      const [x1, y1] = api.coord([api.value(0), api.value(2)]);
      const [x2, y2] = api.coord([api.value(1), 0]);
      return { type: 'rect', shape: { x: x1, y: y1, width: Math.max(1, x2 - x1), height: y2 - y1 }, style: { fill: ink.of(mode), opacity: data[params.dataIndex][3] === 'compared' ? 0.85 : 0.35 } };
    },
  };
}
