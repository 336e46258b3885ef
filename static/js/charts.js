/* Draws <figure data-chart="line|bar"> from the table inside it. First column: categories; other columns: series.
   A cell's data-value wins over its text; a row or column head with data-chart-skip (totals) is left out; a head with
   data-chart-muted (last year) steps back behind the others. */
(function () {
  "use strict";

  const COLORS = ["#0958d9", "#d46b08", "#237804", "#722ed1", "#c41d7f", "#08979c"];
  const DASHES = ["solid", "solid", "dotted", "dashed", "solid", "dotted"];
  const MUTED = "#858a93";
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const drawn = [];

  function numberOf(cell) {
    const text = cell.hasAttribute("data-value") ? cell.getAttribute("data-value") : cell.textContent.replace(/[,\s%]/g, "");
    const number = parseFloat(text);
    return isNaN(number) ? null : number;
  }

  function read(table) {
    const heads = Array.prototype.slice.call(table.querySelectorAll("thead tr:last-child > *"));
    const rows = Array.prototype.filter.call(table.querySelectorAll("tbody tr"), function (row) {
      return !row.hasAttribute("data-chart-skip");
    });
    return {
      categories: rows.map(function (row) { return row.cells[0].textContent.trim(); }),
      links: rows.map(function (row) { return row.querySelector("a[href]"); }),
      series: heads.map(function (head, column) {
        return {
          name: head.textContent.trim(),
          skip: column === 0 || head.hasAttribute("data-chart-skip"),
          muted: head.hasAttribute("data-chart-muted"),
          values: rows.map(function (row) { return row.cells[column] ? numberOf(row.cells[column]) : null; }),
          shown: rows.map(function (row) { return row.cells[column] ? row.cells[column].textContent.trim() : ""; })
        };
      }).filter(function (series) { return !series.skip; })
    };
  }

  function narrow(series) {
    const values = [].concat.apply([], series.map(function (one) { return one.values; })).filter(function (value) {
      return value !== null;
    });
    return Math.min.apply(null, values) > 0.7 * Math.max.apply(null, values);
  }

  function options(figure, data, title) {
    const size = parseFloat(window.getComputedStyle(document.documentElement).fontSize);
    const bars = figure.dataset.chart === "bar";
    /* Chinese names are short in letters and wide; English ones need more room. */
    const room = size * (document.documentElement.lang === "en" ? 12 : 8);
    const flat = bars && data.categories.some(function (name) { return name.length > 5; });
    const text = { fontSize: size * 0.875, color: "#595959", fontFamily: window.getComputedStyle(document.body).fontFamily };
    const names = {
      type: "category", data: data.categories, inverse: flat, axisTick: { show: false },
      axisLabel: Object.assign({ width: flat ? room : undefined, overflow: flat ? "truncate" : "none", hideOverlap: true }, text),
      axisLine: { lineStyle: { color: "#858a93" } }
    };
    const numbers = {
      /* Rates that hardly move keep their shape; everything else starts from zero. */
      type: "value", scale: !bars && narrow(data.series),
      axisLabel: Object.assign({ hideOverlap: true }, text), splitLine: { lineStyle: { color: "#e1e6ed" } }
    };
    return {
      animation: !calm.matches,
      animationDuration: 400,
      textStyle: text,
      aria: { enabled: true, label: { description: title }, decal: { show: bars && data.series.length > 1 } },
      grid: { left: 8, right: 24, top: data.series.length > 1 ? size * 2.75 : 16, bottom: 8, containLabel: true },
      legend: { show: data.series.length > 1, top: 0, left: 0, itemGap: size, textStyle: Object.assign({}, text, { color: "#1f2329" }) },
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
        return {
          name: series.name, type: bars ? "bar" : "line", data: series.values, barMaxWidth: size * 1.75, symbolSize: 7,
          symbol: ["circle", "rect", "triangle", "diamond", "roundRect", "pin"][index],
          color: series.muted ? MUTED : COLORS[loud % COLORS.length],
          lineStyle: { width: series.muted ? 2 : 2.5, type: series.muted ? "dashed" : DASHES[loud] },
          itemStyle: bars ? { borderRadius: flat ? [0, 4, 4, 0] : [4, 4, 0, 0] } : {},
          label: {
            show: bars && data.series.length === 1, position: flat ? "right" : "top", fontSize: size * 0.875, color: "#1f2329",
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
      return series.values.some(function (value) { return value !== null; });
    });
    if (!anything) return;
    const details = figure.querySelector("details");
    const caption = figure.querySelector("figcaption");
    const canvas = document.createElement("div");
    canvas.className = "chart-canvas";
    canvas.setAttribute("role", "img");
    figure.insertBefore(canvas, details);
    details.open = false;
    const chart = window.echarts.init(canvas, null, { renderer: "canvas" });
    chart.setOption(options(figure, data, caption ? caption.firstChild.textContent.trim() : ""));
    chart.on("click", function (point) {
      const link = data.links[point.dataIndex];
      if (link) link.click();
    });
    drawn.push(chart);
  }

  function drawAll(root) {
    Array.prototype.forEach.call(root.querySelectorAll("figure[data-chart]"), function (figure) {
      if (!figure.querySelector(".chart-canvas")) draw(figure);
    });
  }

  function resize() { drawn.forEach(function (chart) { chart.resize(); }); }

  window.addEventListener("resize", resize);
  window.addEventListener("afterprint", resize);
  window.addEventListener("beforeprint", function () {
    Array.prototype.forEach.call(document.querySelectorAll(".chart-table"), function (details) { details.open = true; });
    resize();
  });
  document.addEventListener("htmx:afterSwap", function (event) { drawAll(event.target); });
  drawAll(document);
})();
