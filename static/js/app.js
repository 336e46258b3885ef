/* Comfort on top of pages that work without it: every form and link here is a plain one. */
(function () {
  "use strict";

  function each(root, selector, act) {
    Array.prototype.forEach.call(root.querySelectorAll(selector), act);
  }

  /* A form is sent once. The server has its own guard; this one saves a second wait. */
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const pressed = event.submitter;
    if (pressed && pressed.classList.contains("btn")) pressed.classList.add("is-busy");
    /* A download leaves the page where it is. */
    if (!("retry" in form.dataset)) window.setTimeout(release, 6000, form);
  });

  function release(form) {
    delete form.dataset.sent;
    each(form, ".is-busy", function (button) { button.classList.remove("is-busy"); });
  }

  /* On a weak line a form is tried until it arrives. Its token makes one act of many tries, so what the server answered
     once is asked for again by an ordinary sending, which shows the result. Nothing is kept in the browser. */
  const WAITS = [1, 2, 4, 8, 15, 15, 15, 30, 30, 30];
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented || !("retry" in form.dataset) || !form.querySelector("[name=form_token]")) return;
    const pressed = event.submitter;
    if (pressed && pressed.formAction && pressed.hasAttribute("formaction")) return;
    event.preventDefault();
    if (!form.dataset.retrying) tryUntilSent(form, pressed, 0);
  });

  function tryUntilSent(form, pressed, tries) {
    const body = new FormData(form);
    if (pressed && pressed.name) body.append(pressed.name, pressed.value);
    const stop = new AbortController();
    const timer = window.setTimeout(function () { stop.abort(); }, 30000);
    form.dataset.sent = form.dataset.retrying = "yes";
    window.fetch(form.action, {
      method: "POST", credentials: "same-origin", redirect: "manual", body: body, signal: stop.signal
    }).then(function () {
      window.clearTimeout(timer);
      delete form.dataset.retrying;
      if (pressed && pressed.name) {
        const said = document.createElement("input");
        said.type = "hidden";
        said.name = pressed.name;
        said.value = pressed.value;
        form.appendChild(said);
      }
      if (form === unsaved) unsaved = null;
      HTMLFormElement.prototype.submit.call(form);
    }, function () {
      window.clearTimeout(timer);
      if (tries >= WAITS.length) {
        delete form.dataset.retrying;
        release(form);
        sayOf(form, document.body.dataset.retryFailed);
        return;
      }
      sayOf(form, document.body.dataset.retryWords.replace("N", String(tries + 1)));
      let again = window.setTimeout(next, WAITS[tries] * 1000);
      window.addEventListener("online", next, { once: true });
      function next() {
        window.clearTimeout(again);
        window.removeEventListener("online", next);
        if (form.isConnected) tryUntilSent(form, pressed, tries + 1);
      }
    });
  }

  function sayOf(form, words) {
    let place = form.querySelector("[data-retry-status]");
    if (!place) {
      place = document.createElement("p");
      place.className = "retry-status";
      place.setAttribute("role", "status");
      place.setAttribute("data-retry-status", "");
      (form.querySelector(".form-actions") || form).appendChild(place);
    }
    place.textContent = words;
  }

  window.addEventListener("pageshow", function () { each(document, "form", release); });
  document.addEventListener("htmx:afterRequest", function (event) {
    const form = event.target.closest && event.target.closest("form");
    if (form) release(form);
  });

  /* After a refused form: name the error in the title, bring the summary and its links to the fields. */
  function showErrors(root) {
    const summary = root.querySelector("[data-error-summary]");
    if (!summary) return;
    const prefix = document.body.dataset.errorPrefix || "";
    if (document.title.indexOf(prefix) !== 0) document.title = prefix + document.title;
    summary.focus();
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-error-summary] a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });

  /* A phone shows rows as cards; each cell repeats its column's heading. */
  function labelCells(root) {
    each(root, "table.table-cards", function (table) {
      const heads = Array.prototype.map.call(table.querySelectorAll("thead th"), function (head) {
        return head.textContent.trim();
      });
      each(table, "tbody tr", function (row) {
        Array.prototype.forEach.call(row.cells, function (cell, index) {
          if (!cell.hasAttribute("data-label")) cell.setAttribute("data-label", heads[index] || "");
        });
      });
    });
  }

  /* Leaving a half-written form. */
  let unsaved = null;
  document.addEventListener("input", function (event) {
    unsaved = event.target.closest("form[data-warn-unsaved]") || unsaved;
  });
  document.addEventListener("submit", function (event) {
    if (event.target === unsaved) unsaved = null;
  });
  window.addEventListener("beforeunload", function (event) {
    if (!unsaved || !unsaved.isConnected || unsaved.dataset.draftSaved) return;
    event.preventDefault();
    event.returnValue = "";
  });

  /* Drafts live on the server: sent every 10 s when changed, and on leaving a field. Files and passwords are not. */
  function keepDraft(status) {
    const form = status.closest("form");
    let sent = "draftChanged" in status.dataset ? "" : content(form);

    function save() {
      const now = content(form);
      if (now === sent || form.dataset.sent || !form.isConnected) return;
      const token = form.querySelector("[name=csrfmiddlewaretoken]");
      const once = form.querySelector("[name=form_token]");
      window.fetch(status.dataset.draftUrl, {
        method: "POST",
        credentials: "same-origin",
        keepalive: now.length < 30000,
        headers: {
          "X-CSRFToken": token ? token.value : "",
          "X-Draft": "1",
          "Content-Type": "application/x-www-form-urlencoded"
        },
        body: now + (once ? "&form_token=" + once.value : "")
      }).then(function (response) {
        if (response.status === 401 || response.status === 403) return say(status, "ended");
        if (response.status === 409 || response.status === 413) {
          return response.text().then(function (sentence) { status.textContent = sentence; });
        }
        if (!response.ok) throw new Error(String(response.status));
        sent = now;
        form.dataset.draftSaved = "yes";
        seen();
        say(status, "saved");
      }).catch(function () {
        delete form.dataset.draftSaved;
        say(status, "failed");
      });
    }

    form.addEventListener("input", function () { delete form.dataset.draftSaved; });
    form.addEventListener("focusout", save);
    window.setInterval(save, 10000);
  }

  function content(form) {
    const pairs = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      const control = form.elements[name];
      if (typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "form_token" &&
          !(control && control.type === "password")) {
        pairs.append(name, value);
      }
    });
    return pairs.toString();
  }

  function say(status, outcome) {
    if (!status) return;
    const time = new Date().toLocaleTimeString("zh-CN", {
      hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai"
    });
    status.textContent = status.dataset[outcome].replace("TIME", time);
  }

  /* Keys for desk users: an element says its key in data-shortcut; a list of them can switch them off. */
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") each(document, "details[data-closes-outside][open]", fold);
    if (event.ctrlKey || event.metaKey || event.altKey || /(^|; )shortcuts=off/.test(document.cookie)) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (/^[jkx]$/.test(event.key) && walk(event.key)) {
      event.preventDefault();
      return;
    }
    const target = /^[a-z/?]$/.test(event.key) && document.querySelector('[data-shortcut="' + event.key + '"]');
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea, select")) target.focus();
    else if (target.matches("details")) target.open = !target.open;
    else target.click();
  });
  /* j and k go from row to row of the page's tables, x ticks a row; the focus is on its link, so Enter opens it. */
  function walk(key) {
    const rows = Array.prototype.filter.call(document.querySelectorAll("main .data-table tbody tr"), function (row) {
      return row.querySelector("a[href]") && row.offsetParent !== null;
    });
    const here = rows.findIndex(function (row) { return row.contains(document.activeElement); });
    if (key === "x") {
      const box = here >= 0 && rows[here].querySelector("input[type=checkbox]");
      if (box) box.click();
      return Boolean(box);
    }
    const row = rows[key === "j" ? Math.min(here + 1, rows.length - 1) : Math.max(here - 1, 0)];
    if (!row) return false;
    row.querySelector("a[href]").focus();
    row.scrollIntoView({ block: "nearest" });
    return true;
  }
  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-shortcuts-off]")) return;
    document.cookie = "shortcuts=" + (event.target.checked ? "off" : "on") + "; path=/; max-age=31536000; SameSite=Lax";
  });

  /* Menus of <details> fold when the reader goes elsewhere. */
  function fold(details) { details.open = false; }
  document.addEventListener("click", function (event) {
    each(document, "details[data-closes-outside][open]", function (details) {
      if (!details.contains(event.target)) fold(details);
    });
  });

  /* Paper cannot be unfolded: lists that are folded away print whole. */
  window.addEventListener("beforeprint", function () {
    each(document, "main details", function (details) { if (details.querySelector("table")) details.open = true; });
  });

  /* A question that only one answer raises: data-shown-when is a selector of that answer's control. Without script it
     is always there; one with an error never hides. */
  function unfold(form) {
    each(form, "[data-shown-when]", function (part) {
      part.hidden = !form.querySelector(part.dataset.shownWhen + ":checked") && !part.querySelector(".is-invalid");
    });
  }
  document.addEventListener("change", function (event) {
    if (event.target.form) unfold(event.target.form);
  });

  /* Two minutes before a session ends for idleness: one tap goes on. Without script the draft survives. */
  let idle = null;
  function seen() {
    const minutes = Number(document.body.dataset.idleMinutes || 0);
    const bar = document.getElementById("idle-warning");
    if (!minutes || !bar) return;
    bar.hidden = true;
    window.clearTimeout(idle);
    idle = window.setTimeout(function () {
      bar.hidden = false;
      idle = window.setTimeout(function () {
        bar.querySelector("p").textContent = bar.dataset.ended;
        bar.querySelector("button").hidden = true;
        bar.querySelector("a").hidden = false;
      }, 120000);
    }, Math.max(minutes - 2, 1) * 60000);
  }
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-stay-url]");
    if (!button) return;
    window.fetch(button.dataset.stayUrl, { credentials: "same-origin" }).then(function (response) {
      if (response.ok) seen();
    }, function () {});
  });
  document.addEventListener("htmx:afterRequest", seen);
  seen();

  function prepare(root) {
    each(root, "form", unfold);
    labelCells(root);
    showErrors(root);
    each(root, "form [data-draft-url]", keepDraft);
    each(root, "[data-shortcuts-off]", function (box) { box.checked = /(^|; )shortcuts=off/.test(document.cookie); });
  }

  document.addEventListener("htmx:afterSwap", function (event) { prepare(event.target); });
  prepare(document);
})();
