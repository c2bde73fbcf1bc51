// Makes the pages quicker; everything works without it.

const FIRST_PAUSE = 1500;
const LONGEST_PAUSE = 5000;

// Follows a running export: figures and bar from its JSON, the rows from the page itself where something changed.
const follow = (live) => {
  let pause = FIRST_PAUSE;
  let seen = "";

  const show = (told) => {
    const bar = live.querySelector("progress");
    bar.max = Math.max(told.counts.total, 1);
    bar.value = told.counts.evaluated;
    for (const figure of live.querySelectorAll("[data-count]")) {
      figure.textContent = told.counts[figure.dataset.count];
    }
  };

  const replacePage = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (fresh) part.replaceChildren(...fresh.childNodes);
    }
  };

  const look = async () => {
    try {
      const answer = await fetch(location.pathname, { headers: { Accept: "application/json" } });
      if (answer.status === 401) return location.reload();
      if (answer.ok) {
        const told = await answer.json();
        const now = JSON.stringify([told.state, told.waiting_for, told.counts]);
        pause = now === seen ? Math.min(pause * 1.5, LONGEST_PAUSE) : FIRST_PAUSE;
        show(told);
        if (now !== seen) await replacePage();
        seen = now;
        if (told.state === "done") return undefined;
      }
    } catch {
      pause = LONGEST_PAUSE;
    }
    return setTimeout(look, pause);
  };

  setTimeout(look, pause);
};

const live = document.querySelector("[data-live]");
if (live) follow(live);

// The case table: filters without a reload, and keys. The address changes as if the form had been sent.
let viewsAsked = 0;
const fetchView = async (address) => {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  return { ok: answer.ok, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
};
const showView = async (address) => {
  viewsAsked += 1;
  const asked = viewsAsked;
  // Without an answer the browser itself says why.
  const { ok, page: fresh } = await fetchView(address).catch(() => ({ ok: false }));
  // A later choice may have been answered sooner.
  if (asked !== viewsAsked) return undefined;
  if (!ok || !fresh.querySelector('[data-part="table"]')) return location.assign(address);
  for (const part of document.querySelectorAll("[data-part]")) {
    part.replaceChildren(...(fresh.querySelector(`[data-part="${part.dataset.part}"]`)?.childNodes ?? []));
  }
  return history.pushState(null, "", address);
};

const view = document.querySelector("form[data-view]");
if (view) {
  addEventListener("popstate", () => location.reload());
  const send = (event) => {
    const query = new URLSearchParams([...new FormData(view)].filter(([, value]) => value));
    event.preventDefault();
    showView(`${view.getAttribute("action")}?${query}`);
  };
  view.addEventListener("submit", send);
  view.addEventListener("change", ({ target }) => target.matches("select") && view.requestSubmit());
}

// One box for all rows of the page.
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-tick-all]")) return;
  for (const box of target.closest("table").querySelectorAll("tbody .tick input")) box.checked = target.checked;
});

const KEYS_OFF = "case-table-keys-off";
const keysBox = () => document.querySelector("[data-keys]");
if (keysBox()) keysBox().checked = !localStorage.getItem(KEYS_OFF);
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-keys]")) {
    if (target.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, "1");
  }
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input:not([type=checkbox]), select, textarea");
  if (!view || isTyping || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(KEYS_OFF)) return;
  const links = [...document.querySelectorAll("[data-open]")];
  const row = document.activeElement.closest("tr");
  const at = links.findIndex((link) => link.closest("tr") === row);
  const keys = {
    "/": () => document.querySelector("#q").focus(),
    j: () => links[Math.min(at + 1, links.length - 1)]?.focus(),
    k: () => links[Math.max(at - 1, 0)]?.focus(),
    x: () => row?.querySelector(".tick input")?.click(),
    o: () => links[at]?.click(),
  };
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});

// A second click on a form that is on its way would only send it twice.
document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-view]")) return;
  for (const button of target.querySelectorAll("button")) {
    setTimeout(() => {
      button.disabled = true;
    });
  }
});

// A page that comes back out of the browser's memory has its buttons again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button")) button.disabled = false;
});

// What went wrong is read first.
document.querySelector("[data-focus]")?.focus();
