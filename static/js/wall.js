/* Asks for the wall anew every minute and puts it in place without a blink. While the server cannot be reached the last
   figures stay and say so; a screen that was taken down goes dark. Without a script the page reloads itself. */
(function () {
  "use strict";

  const seconds = Number(document.body.dataset.wallSeconds) || 60;

  function broken(isBroken) {
    const words = document.querySelector("[data-wall-broken]");
    if (words) words.hidden = !isBroken;
  }

  function put(text) {
    const next = new DOMParser().parseFromString(text, "text/html").getElementById("wall");
    const now = document.getElementById("wall");
    if (!next || !now) throw new Error("no wall");
    now.replaceWith(document.importNode(next, true));
  }

  function ask() {
    fetch(window.location.pathname, { credentials: "same-origin", cache: "no-store" }).then(function (answer) {
      if (!answer.ok && answer.status !== 404) throw new Error(String(answer.status));
      return answer.text();
    }).then(put).then(function () { broken(false); }).catch(function () { broken(true); });
  }

  window.setInterval(ask, seconds * 1000);
})();
