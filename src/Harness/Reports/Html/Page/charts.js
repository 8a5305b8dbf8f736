// The charts, each a function of the page's data and of the colours of the moment that gives an ECharts option.

const dashes = ['solid', 'dashed', 'dotted', [10, 3, 2, 3]];
const marks = ['circle', 'rect', 'triangle', 'diamond'];
const dash = session => dashes[session % dashes.length];
const mark = session => marks[session % marks.length];
const unique = names => [...new Set(names)];

function curvesChart(data, ink) {
  const most = Math.max(10, ...data.curves.flatMap(line => line.points.map(point => point[0])));
  return {
    ...frame(ink, unique(data.curves.map(line => line.name)), {}, {}),
    xAxis: percentileAxis(ink, most), yAxis: latencyAxis(ink),
    tooltip: {
      ...frame(ink, [], {}, {}).tooltip, trigger: 'axis',
      formatter: items => items.length === 0 ? '' : `<b>${percentile(items[0].value[0])}</b><br>` +
        items.filter(item => item.seriesType === 'line').map(item => `${item.marker}${plainText(item.seriesName)}: ${plain(item.value[1])} µs`).join('<br>'),
    },
    series: data.curves.flatMap(line => [
      area(line.name, line.band, ink.of(line.mode), 0.16),
      {
        name: line.name, type: 'line', showSymbol: false, data: line.points, z: 3, lineStyle: { width: 2, type: line.control ? 'dashed' : dash(line.session) },
        color: ink.of(line.mode), emphasis: { focus: 'series' },
      },
    ]),
  };
}

function deltasChart(data, ink) {
  const lines = data.deltas;
  const most = Math.max(10, ...lines.flatMap(line => line.points.map(point => point[0])));
  const noise = data.noise.map(line => ({ ...line, band: line.band.map(([x, lower, upper]) => [x, bend(lower), bend(upper)]) }));
  const all = [...lines.flatMap(line => line.points.flatMap(point => point.slice(1))), ...lines.flatMap(line => line.allowed.map(each => each[1])), ...data.noise.flatMap(line => line.band.flatMap(point => point.slice(1)))];
  return {
    ...frame(ink, unique([...lines, ...data.noise].map(line => line.name)), {}, {}),
    xAxis: percentileAxis(ink, most), yAxis: differenceAxis(ink, all, { name: 'µs more than off' }),
    tooltip: {
      ...frame(ink, [], {}, {}).tooltip, trigger: 'axis',
      formatter: items => items.length === 0 ? '' : `<b>${percentile(items[0].value[0])}</b><br>` +
        items.filter(item => item.seriesType === 'line').map(item => `${item.marker}${plainText(item.seriesName)}: ${signed(item.value[2])} µs ${between(item.value[3], item.value[4])}`).join('<br>'),
    },
    series: [
      ...noise.map(line => area(line.name, line.band, ink.faint, 0.3)),
      ...lines.flatMap(line => [
        area(line.name, line.points.filter(point => point[2] !== null && point[3] !== null).map(([x, , lower, upper]) => [x, bend(lower), bend(upper)]), ink.of(line.mode), 0.2),
        {
          name: line.name, type: 'line', showSymbol: false, z: 3, color: ink.of(line.mode), lineStyle: { width: 2, type: dash(line.session) }, emphasis: { focus: 'series' },
          data: line.points.map(([x, us, lower, upper]) => [x, bend(us), us, lower, upper]),
          markLine: { silent: true, symbol: 'none', data: [{ yAxis: 0 }], label: { show: false }, lineStyle: { color: ink.text, type: 'solid', width: 1 } },
        },
        {
          name: line.name, type: 'scatter', symbol: 'path://M0,0 L20,0 L20,3 L0,3 Z', symbolSize: [26, 4], z: 4, color: ink.of(line.mode),
          data: line.allowed.map(([x, us]) => [x, bend(us), us]), itemStyle: { borderColor: ink.text, borderWidth: 1 },
          tooltip: { trigger: 'item', formatter: item => `${plainText(line.name)}: ${plain(item.value[2])} µs allowed at ${percentile(item.value[0])}` },
        },
      ]),
    ],
  };
}

function forestChart(data, ink) {
  const rows = data.forest;
  const all = rows.flatMap(row => [row.us, row.lower, row.upper, row.allowed, row.noiseLower, row.noiseUpper]);
  const lines = unique(rows.map(row => row.line));
  const colour = row => ink.of(row.mode);
  const draw = (params, api) => {
    const row = rows[api.value(3)];
    const [, y] = api.coord([0, api.value(1)]);
    const half = Math.min(9, api.size([0, 1])[1] / 3);
    const at = us => api.coord([bend(us), 0])[0];
    const [left, right] = [params.coordSys.x, params.coordSys.x + params.coordSys.width];
    const from = row.lower === null ? left : at(row.lower), to = row.upper === null ? right : at(row.upper);
    const line = (x1, y1, x2, y2, style) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
    const children = [];
    if (row.noiseLower !== null && row.noiseUpper !== null) {
      children.push({ type: 'rect', shape: { x: at(row.noiseLower), y: y - half - 3, width: Math.max(1, at(row.noiseUpper) - at(row.noiseLower)), height: 2 * half + 6 }, style: { fill: ink.faint, opacity: 0.3 } });
    }
    if (row.allowed !== null) {
      children.push(line(at(row.allowed), y - half - 4, at(row.allowed), y + half + 4, { stroke: ink.text, lineWidth: 2, lineDash: [3, 2] }));
    }
    children.push(line(from, y, to, y, { stroke: colour(row), lineWidth: 3, lineDash: row.lower === null || row.upper === null ? [2, 3] : null }));
    children.push(line(from, y - half / 2, from, y + half / 2, { stroke: colour(row), lineWidth: 2 }), line(to, y - half / 2, to, y + half / 2, { stroke: colour(row), lineWidth: 2 }));
    children.push({ type: 'circle', shape: { cx: at(row.us), cy: y, r: 5 }, style: { fill: colour(row), stroke: ink.paper, lineWidth: 1.5 } });
    return { type: 'group', children };
  };
  return {
    ...frame(ink, lines, { left: 12, containLabel: true, bottom: 48 }, { yAxisIndex: false }),
    xAxis: differenceAxis(ink, all, { name: 'µs more than off', nameLocation: 'middle', nameGap: 28 }),
    yAxis: { type: 'category', inverse: true, data: rows.map(row => row.name), axisLabel: { color: ink.text, fontSize: ink.size, width: 170, overflow: 'truncate' }, axisLine: { lineStyle: { color: ink.line } }, axisTick: { show: false } },
    series: lines.map(line => ({
      name: line, type: 'custom', color: colour(rows.find(row => row.line === line)), renderItem: draw, clip: true,
      data: rows.map((row, index) => [bend(row.us), index, row.us, index]).filter((_, index) => rows[index].line === line), encode: { x: 0, y: 1 },
      tooltip: {
        formatter: item => {
          const row = rows[item.value[3]];
          return `<b>${plainText(row.name)}</b>: ${signed(row.us)} µs ${between(row.lower, row.upper)}` + (row.allowed === null ? '' : `<br>${plain(row.allowed)} µs allowed: ${row.kind}`) +
            (row.noiseLower === null ? '' : `<br>noise floor ${between(row.noiseLower, row.noiseUpper)}`);
        },
      },
    })),
  };
}

function dotsChart(data, ink, measure) {
  const lines = data.dots.filter(line => line.measure === measure);
  const all = lines.flatMap(line => [...line.values.map(value => value[1]), line.lower, line.upper]);
  return {
    ...frame(ink, unique(lines.map(line => line.name)), { bottom: 48 }, {}),
    xAxis: { type: 'value', minInterval: 1, min: 'dataMin', max: 'dataMax', name: 'block', nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: ink.text, fontSize: ink.size }, axisLabel: { color: ink.text, fontSize: ink.size }, splitLine: { show: false }, axisLine: { lineStyle: { color: ink.line } } },
    yAxis: differenceAxis(ink, all, { name: 'µs more than off' }),
    series: lines.map(line => ({
      name: line.name, type: 'scatter', symbol: mark(line.session), symbolSize: 8, color: ink.of(line.mode), data: line.values.map(([block, us]) => [block, bend(us), us]),
      tooltip: { formatter: item => `${plainText(line.name)}, block ${item.value[0]}: ${signed(item.value[2])} µs at ${measure}` },
      markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: ink.of(line.mode), type: 'dashed', width: 1.5 }, data: [{ yAxis: bend(line.us) }] },
    })),
  };
}
