/* A button that names what it controls opens and closes it. Escape closes, and gives the focus back to the button.
   更多 in the menu opens and closes by itself, without this script. */
(function () {
  "use strict";
  var buttons = Array.prototype.slice.call(document.querySelectorAll("button[aria-controls][aria-expanded]"));
  function set(button, open) {
    button.setAttribute("aria-expanded", String(open));
    document.getElementById(button.getAttribute("aria-controls")).toggleAttribute("data-open", open);
  }
  function isOpen(button) {
    return button.getAttribute("aria-expanded") === "true";
  }
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var open = !isOpen(button);
      buttons.forEach(function (other) {
        set(other, other === button && open);
      });
    });
  });
  var more = document.querySelector(".gk-more-parts");
  var menuButton = document.querySelector(".gk-tool--menu");
  if (more) {
    /* On a phone the whole menu opens at once; beside a line of words, what is under 更多 closes when the reader goes on. */
    menuButton.addEventListener("click", function () {
      more.open = isOpen(menuButton);
    });
    document.addEventListener("click", function (event) {
      if (!document.getElementById("menu").contains(event.target) && !isOpen(menuButton)) more.open = false;
    });
    more.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !more.contains(event.relatedTarget) && !isOpen(menuButton)) more.open = false;
    });
  }
  function closeMore() {
    more.open = false;
    more.querySelector("summary").focus();
  }
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.isComposing) return;
    var button = buttons.find(isOpen);
    if (button) {
      set(button, false);
      button.focus();
    } else if (more && more.open && more.contains(document.activeElement)) {
      closeMore();
    }
  });
})();
