(() => {
  "use strict";
  const signs = [...document.querySelectorAll("a.sign")];
  const keys = document.getElementById("keys");
  if (!signs.length) return;
  keys.closest("p").hidden = false;
  let last = null;

  document.getElementById("all").addEventListener("change", (event) => {
    document.querySelectorAll(".note").forEach((note) => (note.open = event.target.checked));
  });

  const noteOf = (sign) => document.getElementById(sign.dataset.note);
  const light = (sign) => {
    document.querySelectorAll(".on").forEach((part) => part.classList.remove("on"));
    document.querySelectorAll(`[data-of="${sign.id}"]`).forEach((part) => part.classList.add("on"));
    noteOf(sign)?.classList.add("on");
    last = sign;
  };
  const show = (sign, move) => {
    const note = noteOf(sign);
    if (!note) return;
    light(sign);
    note.open = true;
    if (move) note.querySelector("summary").focus();
    else note.scrollIntoView({ block: "nearest" });
  };
  const here = () => {
    const note = document.activeElement.closest?.(".note");
    if (note) return document.getElementById(note.dataset.mark);
    if (document.activeElement.matches?.("a.sign")) return document.activeElement;
    return last;
  };
  const step = (by) => {
    const now = here();
    let place = now ? signs.indexOf(now) + by : signs.findIndex((sign) => sign.getBoundingClientRect().top >= 0);
    place = Math.max(0, Math.min(signs.length - 1, place));
    signs[place].focus();
  };

  document.addEventListener("focusin", (event) => {
    if (event.target.matches("a.sign")) light(event.target);
  });
  document.addEventListener("click", (event) => {
    const sign = event.target.closest("a.sign");
    if (sign) {
      event.preventDefault();
      show(sign, true);
      return;
    }
    const back = event.target.closest("a.back");
    if (back) {
      event.preventDefault();
      document.querySelector(back.getAttribute("href"))?.focus();
      return;
    }
    const part = event.target.closest("mark[data-of]");
    const first = part && document.getElementById(part.dataset.of);
    if (first && document.getSelection().isCollapsed) show(first, false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const onSign = event.target.matches("a.sign");
    const inNote = event.target.closest(".note");
    const next = (keys.checked && event.key === "n") || (onSign && ["ArrowRight", "ArrowDown"].includes(event.key));
    const previous = (keys.checked && event.key === "p") || (onSign && ["ArrowLeft", "ArrowUp"].includes(event.key));
    if (next || previous) {
      event.preventDefault();
      step(next ? 1 : -1);
    } else if (event.key === "Escape" && inNote) {
      inNote.open = false;
      document.getElementById(inNote.dataset.mark)?.focus();
    }
  });
  addEventListener("beforeprint", () => document.querySelectorAll(".note, .entities").forEach((part) => (part.open = true)));
})();
