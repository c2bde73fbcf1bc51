// Draws charts from the tables beneath them, which tell the same without it.
// A box names its table (data-chart), and its kind (data-kind): "columns" for a course of time, "rows" for a list.

/* global Chart */

const colours = (box) => {
  const style = getComputedStyle(box);
  const read = (name) => style.getPropertyValue(name).trim();
  return { bar: read("--accent"), text: read("--text-soft"), line: read("--line"), surface: read("--surface-raised") };
};

const cellsOf = (table) =>
  [...table.tBodies[0].rows].map((row) => ({
    name: row.cells[0].textContent.trim(),
    number: Number(row.querySelector("[data-number]").dataset.number),
    shown: row.querySelector("[data-number]").textContent.trim(),
  }));

const axisFormat = (currency) => {
  const kind = currency ? { style: "currency", currency, maximumFractionDigits: 0 } : { maximumFractionDigits: 0 };
  const format = new Intl.NumberFormat(document.documentElement.lang, kind);
  return (value) => (Number.isInteger(value) ? format.format(value) : "");
};

const draw = (box) => {
  const cells = cellsOf(document.getElementById(box.dataset.chart));
  const isCourse = box.dataset.kind === "columns";
  const { bar, text, line, surface } = colours(box);
  const names = { grid: { display: false }, border: { color: line }, ticks: { color: text, autoSkip: isCourse } };
  const numbers = {
    beginAtZero: true,
    border: { display: false },
    grid: { color: line },
    ticks: { color: text, maxTicksLimit: 5, callback: axisFormat(box.dataset.currency) },
  };
  return new Chart(box.querySelector("canvas"), {
    type: "bar",
    data: {
      labels: cells.map(({ name }) => name),
      datasets: [{ data: cells.map(({ number }) => number), backgroundColor: bar, maxBarThickness: 28 }],
    },
    options: {
      indexAxis: isCourse ? "x" : "y",
      animation: false,
      maintainAspectRatio: false,
      scales: isCourse ? { x: names, y: numbers } : { x: numbers, y: names },
      plugins: {
        legend: { display: false },
        tooltip: {
          backgroundColor: surface,
          titleColor: text,
          bodyColor: text,
          displayColors: false,
          callbacks: { label: ({ dataIndex }) => cells[dataIndex].shown },
        },
      },
    },
  });
};

const boxes = [...document.querySelectorAll("[data-chart]")];
let drawn = boxes.map(draw);

// Another scheme has other colours.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const chart of drawn) chart.destroy();
  drawn = boxes.map(draw);
});
