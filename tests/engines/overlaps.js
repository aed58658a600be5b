/* Where letters of one element lie on letters of another, or one control on another, as far as they can be seen. In the language of
   the oldest browser, in which it runs. */
(() => {
  "use strict";
  const CONTROLS = "a[href], button, input, select, summary";
  const SHARE = 0.25; // of a line's height, in which a letter has no ink
  const ROOM = 2; // pixels by which two may touch

  /* What of a box can be seen through all that cuts it off; null for none. A part that waits for its turn to be laid out cuts off
     what is taller than the room that is kept for it. */
  function seen(box, element) {
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    if (element.closest("details:not([open]) > :not(summary)")) return null;
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.visibility === "hidden" || style.display === "none") return null;
      if (/inset\(50%\)/.test(style.clipPath)) return null;
      const isCut = style.overflowX !== "visible" || style.overflowY !== "visible" || style.contentVisibility === "auto";
      if (isCut) {
        const frame = one.getBoundingClientRect();
        [left, top, right, bottom] = [Math.max(left, frame.left), Math.max(top, frame.top), Math.min(right, frame.right), Math.min(bottom, frame.bottom)];
      }
    }
    return right - left > ROOM && bottom - top > ROOM ? { left, top, right, bottom } : null;
  }

  function boxesOfText() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("script, style, svg, select, noscript")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const cut = (box.bottom - box.top) * SHARE;
        const visible = seen({ left: box.left, right: box.right, top: box.top + cut, bottom: box.bottom - cut }, element);
        if (visible) found.push({ element, said: node.data.trim().slice(0, 24), ...visible });
      }
    }
    return found;
  }

  /* A shape of a drawing is no box: that each can be clicked is asked where it is drawn (tests/site/test_township_map.py). */
  function boxesOfControls() {
    return Array.from(document.querySelectorAll(CONTROLS)).filter((element) => !element.closest("svg")).flatMap((element) =>
      Array.from(element.getClientRects(), (box) => seen(box, element)).filter(Boolean)
        .map((visible) => ({ element, said: (element.textContent || element.name || element.tagName).trim().slice(0, 24), ...visible })));
  }

  function across(one, other) {
    if (one.element.contains(other.element) || other.element.contains(one.element)) return false;
    return Math.min(one.right, other.right) - Math.max(one.left, other.left) > ROOM
      && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > ROOM;
  }

  function overlapping(boxes) {
    const found = new Set();
    boxes.sort((one, other) => one.top - other.top);
    boxes.forEach((box, at) => {
      for (let next = at + 1; next < boxes.length && boxes[next].top < box.bottom; next++) {
        if (across(box, boxes[next])) found.add(`${box.said} × ${boxes[next].said}`);
      }
    });
    return Array.from(found);
  }

  return overlapping(boxesOfText()).concat(overlapping(boxesOfControls()).map((one) => `[${one}]`));
})();
