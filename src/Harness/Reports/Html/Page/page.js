// Draws the page's charts from its data, and draws them again when the width, the colour scheme or the medium changes.

const data = JSON.parse(document.getElementById('data').textContent);
const dark = matchMedia('(prefers-color-scheme: dark)');
const charts = new Map();
const places = () => document.querySelectorAll('[data-chart]');
const switches = () => document.querySelectorAll('input[data-line]');

// Okabe and Ito's colours, told apart by people who see few; off is grey, as what is compared with is not what is looked for.
const palette = { off: ['#5f6672', '#a3abb8'], 'off-again': ['#8a919e', '#7b8494'], idle: ['#0072b2', '#56b4e9'], log: ['#d55e00', '#f0883e'], planted: ['#aa3377', '#e07bb5'] };
const others = [['#00875f', '#2cc295'], ['#7a5195', '#b58bd1'], ['#8a6d00', '#e0b72c'], ['#a13d2d', '#ee8877']];

function inkOf(isDark) {
  const names = data.modes.filter(mode => !(mode in palette));
  const pick = isDark ? 1 : 0;
  const size = Math.round(0.75 * parseFloat(getComputedStyle(document.body).fontSize));
  return {
    text: isDark ? '#d7dce4' : '#24292f', line: isDark ? '#667080' : '#8c959f', grid: isDark ? '#2b323c' : '#e4e8ec', faint: isDark ? '#8b95a3' : '#7d8590',
    paper: isDark ? '#161b22' : '#ffffff', accent: isDark ? '#56b4e9' : '#0072b2', size: Math.max(11, size),
    of: mode => (palette[mode] ?? others[names.indexOf(mode) % others.length])[pick],
  };
}

function drawOne(place, ink) {
  const options = {
    curves: () => curvesChart(data, ink), deltas: () => deltasChart(data, ink), forest: () => forestChart(data, ink),
    session: () => sessionChart(data, ink), dots: () => dotsChart(data, ink, document.getElementById('measure').value),
  };
  const name = place.dataset.chart;
  const chart = charts.get(name) ?? begin(name, place);
  const option = options[name]();
  option.legend.selected = chart.getOption()?.legend?.[0]?.selected ?? Object.fromEntries([...switches()].map(box => [box.dataset.line, box.checked]));
  chart.setOption(option, { notMerge: true });
  place.querySelectorAll('svg, canvas').forEach(drawing => drawing.setAttribute('aria-hidden', 'true'));
}

function draw(isDark) {
  const ink = inkOf(isDark);
  places().forEach(place => drawOne(place, ink));
}

// The first chart at once; each other one when the page has had time for its reader. The marks tell how long that took.
async function drawFirst() {
  for (const place of places()) {
    drawOne(place, inkOf(dark.matches));
    performance.mark('ready');
    await new Promise(goOn => setTimeout(goOn));
  }
  performance.mark('drawn');
  document.documentElement.dataset.drawn = 'yes';
}

function begin(name, place) {
  const chart = echarts.init(place, null, { renderer: name === 'session' ? 'canvas' : 'svg' });
  charts.set(name, chart);
  // A box stands for its line in all charts: it is ticked while any of them shows it.
  chart.on('legendselectchanged', change => {
    const box = [...switches()].find(each => each.dataset.line === change.name);
    if (box) {
      box.checked = [...charts.values()].some(each => each.getOption().legend[0].data.includes(change.name) && each.getOption().legend[0].selected[change.name] !== false);
    }
  });
  return chart;
}

// The legend for who has no mouse: a box to tick for each mode, over all charts at once.
function addSwitches() {
  for (const box of switches()) {
    box.addEventListener('change', () => {
      for (const chart of charts.values()) {
        chart.dispatchAction({ type: box.checked ? 'legendSelect' : 'legendUnSelect', name: box.dataset.line });
      }
    });
  }
}

async function copyCommand() {
  const said = document.getElementById('copied');
  try {
    await navigator.clipboard.writeText(document.getElementById('command').textContent);
    said.textContent = 'Copied.';
  } catch {
    said.textContent = 'This page may not copy when it is opened from a file; select the text instead.';
  }
}

addSwitches();
document.getElementById('measure')?.addEventListener('change', () => draw(dark.matches));
document.getElementById('copy')?.addEventListener('click', copyCommand);
dark.addEventListener('change', () => draw(dark.matches));
new ResizeObserver(() => charts.forEach(chart => chart.resize())).observe(document.querySelector('main'));
// A4 less its margins; what is drawn for the screen would be cut off. At once, as no frame comes before the paper does.
addEventListener('beforeprint', () => {
  draw(false);
  charts.forEach((chart, name) => {
    chart.resize({ width: 640, height: name === 'session' ? 540 : name === 'forest' ? Math.max(270, 110 + 26 * data.forest.length) : 270 });
    chart.getZr().flush();
  });
});
addEventListener('afterprint', () => { draw(dark.matches); charts.forEach(chart => chart.resize({ width: 'auto', height: 'auto' })); });
drawFirst();
