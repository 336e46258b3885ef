/* Draws <figure data-chart="line|bar"> from the table inside it. First column: categories; other columns: series.
   A cell's data-value wins over its text; a row or column head with data-chart-skip (totals) is left out; a head with
   data-chart-muted (the other period) steps back behind the others. A drawn point opens what its cell opens. */
(function () {
  "use strict";

  const style = window.getComputedStyle(document.documentElement);
  const token = function (name) { return style.getPropertyValue("--color-" + name).trim(); };
  const COLORS = ["1", "2", "3", "4", "5", "6"].map(function (number) { return token("chart-" + number); });
  const DASHES = ["solid", "solid", "dotted", "dashed", "solid", "dotted"];
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];
  /* More lines or bars side by side than this cannot be told apart: the table has them all. */
  const MOST = 6;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const drawn = [];
  const list = function (found) { return Array.prototype.slice.call(found); };

  function numberOf(cell) {
    const text = cell.hasAttribute("data-value") ? cell.getAttribute("data-value") : cell.textContent.replace(/[,\s%]/g, "");
    const number = parseFloat(text);
    return isNaN(number) ? null : number;
  }

  function read(table) {
    const heads = list(table.querySelectorAll("thead tr:last-child > *"));
    const rows = list(table.querySelectorAll("tbody tr")).filter(function (row) {
      return !row.hasAttribute("data-chart-skip");
    });
    return {
      categories: rows.map(function (row) { return row.cells[0].textContent.trim(); }),
      series: heads.map(function (head, column) {
        const cells = rows.map(function (row) { return row.cells[column]; });
        return {
          name: head.textContent.trim(),
          skip: column === 0 || head.hasAttribute("data-chart-skip"),
          muted: head.hasAttribute("data-chart-muted"),
          values: cells.map(function (cell) { return cell ? numberOf(cell) : null; }),
          shown: cells.map(function (cell) { return cell ? cell.textContent.trim() : ""; }),
          links: cells.map(function (cell) { return cell ? cell.querySelector("a[href]") : null; })
        };
      }).filter(function (series) { return !series.skip; }).slice(0, MOST)
    };
  }

  function narrow(series) {
    const values = [].concat.apply([], series.map(function (one) { return one.values; })).filter(function (value) {
      return value !== null;
    });
    return Math.min.apply(null, values) > 0.7 * Math.max.apply(null, values);
  }

  function isFlat(data) { return data.categories.some(function (name) { return name.length > 5; }); }

  function roomOf(figure, size) {
    return Math.min(size * (document.documentElement.lang === "en" ? 14 : 11), figure.clientWidth * 0.4);
  }

  /* Bars that lie need a height of their own: long names take two or three lines. */
  function heightOf(figure, data) {
    const size = parseFloat(style.fontSize);
    const wide = document.documentElement.lang === "en" ? 0.5 : 0.9;
    return data.categories.reduce(function (sum, name) {
      const lines = Math.ceil(name.length * size * wide / roomOf(figure, size));
      return sum + Math.max(lines * size * 1.1 + size * 0.5, size * (data.series.length > 1 ? 2 : 1.6));
    }, size * 6);
  }

  function options(figure, data, title) {
    const size = parseFloat(style.fontSize);
    const bars = figure.dataset.chart === "bar";
    const several = data.series.length > 1;
    /* Names that do not fit side by side take further lines. */
    const wide = data.series.reduce(function (sum, one) { return sum + one.name.length * size * 0.9 + size * 3.5; }, 0);
    const legends = size * (1.25 + 1.5 * Math.ceil(wide / Math.max(figure.clientWidth - size * 3, 1)));
    /* Chinese names are short in letters and wide; English ones need more room. */
    const room = roomOf(figure, size);
    const flat = bars && isFlat(data);
    const text = { fontSize: size * 0.875, color: token("text-secondary"), fontFamily: window.getComputedStyle(document.body).fontFamily };
    const ink = Object.assign({}, text, { color: token("text") });
    const names = {
      type: "category", data: data.categories, inverse: flat, axisTick: { show: false },
      axisLabel: Object.assign({ width: flat ? room : undefined, overflow: flat ? "break" : "none", lineHeight: flat ? size * 1.1 : undefined, hideOverlap: !flat, interval: flat ? 0 : "auto" }, text),
      axisLine: { lineStyle: { color: token("control") } }
    };
    const numbers = {
      /* Rates that hardly move keep their shape; everything else starts from zero. */
      type: "value", scale: !bars && narrow(data.series), minInterval: figure.dataset.unit === "%" ? undefined : 1,
      axisLabel: Object.assign({ hideOverlap: true }, text), splitLine: { lineStyle: { color: token("line") } }
    };
    return {
      animation: !calm.matches,
      animationDuration: 400,
      textStyle: text,
      aria: { enabled: true, label: { description: title }, decal: { show: bars && several } },
      grid: { left: 8, right: flat ? size * 3.5 : 24, top: several ? legends : 16, bottom: 8, containLabel: true },
      legend: { show: several, top: 0, left: 0, itemGap: size, textStyle: ink },
      tooltip: {
        trigger: "axis", renderMode: "richText", confine: true, axisPointer: { type: bars ? "shadow" : "line" },
        textStyle: { fontSize: size * 0.875 },
        formatter: function (points) {
          return [points[0].name].concat(points.map(function (point) {
            return point.seriesName + "  " + data.series[point.seriesIndex].shown[point.dataIndex];
          })).join("\n");
        }
      },
      xAxis: flat ? numbers : names,
      yAxis: flat ? names : numbers,
      series: data.series.map(function (series, index) {
        const loud = data.series.slice(0, index).filter(function (one) { return !one.muted; }).length;
        const color = series.muted ? token("chart-muted") : COLORS[loud % COLORS.length];
        return {
          name: series.name, type: bars ? "bar" : "line", data: series.values, barMaxWidth: size * 1.75, barMinHeight: 1,
          symbol: SYMBOLS[index], symbolSize: 7, color: color, barGap: "10%", z: series.muted ? 1 : 2,
          lineStyle: { width: series.muted ? 2 : 2.5, type: series.muted ? "dashed" : DASHES[loud] },
          itemStyle: bars ? { borderRadius: flat ? [0, 4, 4, 0] : [4, 4, 0, 0] } : {},
          label: {
            show: bars && !series.muted && data.series.length < 3, position: flat ? "right" : "top",
            fontSize: size * 0.875, color: token("text"),
            formatter: function (point) { return series.shown[point.dataIndex]; }
          }
        };
      })
    };
  }

  function draw(figure) {
    const table = figure.querySelector("table");
    if (!table || typeof window.echarts === "undefined") return;
    const data = read(table);
    const anything = data.series.some(function (series) {
      return series.values.some(Boolean);
    });
    if (!anything) return;
    const details = figure.querySelector("details");
    const caption = figure.querySelector("figcaption");
    const canvas = document.createElement("div");
    canvas.className = "chart-canvas";
    canvas.setAttribute("role", "img");
    figure.insertBefore(canvas, details);
    details.open = false;
    if (figure.dataset.chart === "bar" && isFlat(data)) {
      canvas.style.height = Math.max(canvas.clientHeight, heightOf(figure, data)) + "px";
    }
    const chart = window.echarts.init(canvas, null, { renderer: "canvas" });
    chart.setOption(options(figure, data, caption ? caption.firstChild.textContent.trim() : ""));
    chart.on("click", function (point) {
      const link = data.series[point.seriesIndex] && data.series[point.seriesIndex].links[point.dataIndex];
      if (link) link.click();
    });
    drawn.push(chart);
  }

  function drawAll(root) {
    list(root.querySelectorAll("figure[data-chart]")).forEach(function (figure) {
      if (!figure.querySelector(".chart-canvas")) draw(figure);
    });
  }

  function resize() { drawn.forEach(function (chart) { chart.resize(); }); }

  window.addEventListener("resize", resize);
  window.addEventListener("afterprint", function () {
    list(document.querySelectorAll(".chart-table[data-opened]")).forEach(function (details) {
      details.open = false;
      details.removeAttribute("data-opened");
    });
    resize();
  });
  window.addEventListener("beforeprint", function () {
    list(document.querySelectorAll(".chart-table:not([open])")).forEach(function (details) {
      details.open = true;
      details.setAttribute("data-opened", "");
    });
    resize();
  });
  document.addEventListener("htmx:afterSwap", function (event) { drawAll(event.target); });
  drawAll(document);
})();
