(() => {
  "use strict";
  const told = document.getElementById("told");
  const say = (words) => {
    if (told && words) told.textContent = words;
  };
  const partOf = async (url, part, signal) => {
    const asked = new URL(url, location.href);
    asked.searchParams.set("part", part);
    const answer = await fetch(asked, { signal, cache: "no-cache", credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  };
  const put = (part, html) => {
    const old = document.getElementById(part);
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(part);
    if (!old || !fresh) return null;
    old.replaceWith(fresh);
    return fresh;
  };

  // ---------------------------------------------------------------- results as one types
  for (const form of document.querySelectorAll("form[data-instant]")) {
    const part = form.dataset.instant;
    let waiting = 0;
    let asking = null;
    const address = () => {
      const url = new URL(form.action);
      for (const [name, value] of new FormData(form)) if (String(value).trim()) url.searchParams.append(name, value);
      return url;
    };
    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const url = address();
      try {
        const fresh = put(part, await partOf(url, part, asking.signal));
        history.replaceState(null, "", url);
        say(fresh?.querySelector("#summary b, #shown")?.textContent);
        relink(url);
      } catch (error) {
        if (error.name !== "AbortError") say("");
      }
    };
    const relink = (url) => {
      for (const link of document.querySelectorAll(".tongues a")) {
        const other = new URL(url);
        other.searchParams.set("lang", link.lang);
        link.href = other;
      }
    };
    const changed = (event) => {
      if (event.isComposing) return;
      clearTimeout(waiting);
      waiting = setTimeout(ask, event.type === "change" ? 0 : 160);
    };
    for (const field of form.elements) field.addEventListener(field.type === "checkbox" ? "change" : "input", changed);
  }

  // ---------------------------------------------------------------- lists that change by themselves
  const live = document.getElementById("live");
  const list = document.querySelector("[data-live]");
  if (live && list) {
    const part = list.dataset.live;
    let before = null;
    live.closest("p").hidden = false;
    const look = async () => {
      const now = document.getElementById(part);
      if (live.checked && !document.hidden && now?.dataset.live && !now.contains(document.activeElement)) {
        try {
          const html = await partOf(location.href, part);
          if (before !== null && html !== before) {
            const fresh = put(part, html);
            say(fresh?.querySelector("#shown")?.textContent || fresh?.querySelector("article a")?.textContent);
          }
          before = html;
        } catch {
          // the reader may have been ended; it is asked again later
        }
      }
      setTimeout(look, 3000);
    };
    document.addEventListener("input", () => (before = null));
    setTimeout(look, 1500);
  }

  // ---------------------------------------------------------------- a text, file or address dropped
  const desk = document.getElementById("desk");
  const form = document.getElementById("paste");
  if (desk && form) {
    const over = (event) => {
      event.preventDefault();
      desk.classList.add("over");
    };
    desk.addEventListener("dragover", over);
    desk.addEventListener("dragenter", over);
    for (const end of ["dragleave", "drop"]) desk.addEventListener(end, () => desk.classList.remove("over"));
    desk.addEventListener("drop", (event) => {
      const { files } = event.dataTransfer;
      const words = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
      if (!files.length && !words) return;
      event.preventDefault();
      if (files.length) form.elements.file.files = files;
      else form.elements.text.value = words;
      form.requestSubmit();
    });
    form.addEventListener("submit", () => {
      form.setAttribute("aria-busy", "true");
      for (const button of form.querySelectorAll("button")) setTimeout(() => (button.disabled = true), 0);
    });
    addEventListener("pageshow", () => {
      form.removeAttribute("aria-busy");
      for (const button of form.querySelectorAll("button")) button.disabled = false;
    });
  }

  // ---------------------------------------------------------------- what is folded is printed too
  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details.card, details.rest, details.rules")) part.open = true;
  });
})();
