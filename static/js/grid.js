/* Cells copied from a sheet spread from the cell they are pasted into; without this each cell is typed. */
(function () {
  "use strict";

  document.addEventListener("paste", function (event) {
    const cell = event.target.closest("[data-grid] input");
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!cell || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const rows = Array.prototype.map.call(cell.closest("[data-grid]").rows, function (row) {
      return row.querySelectorAll("input:not([type=hidden])");
    });
    const top = Array.prototype.indexOf.call(cell.closest("[data-grid]").rows, cell.closest("tr"));
    const left = Array.prototype.indexOf.call(rows[top], cell);
    text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").forEach(function (line, down) {
      line.split("\t").forEach(function (value, right) {
        const target = rows[top + down] && rows[top + down][left + right];
        if (target) target.value = value.trim();
      });
    });
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
