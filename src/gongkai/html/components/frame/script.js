/* A button that names what it controls opens and closes it. Escape closes, and gives the focus back to the button. */
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
  document.addEventListener("keydown", function (event) {
    var button = event.key === "Escape" && !event.isComposing && buttons.find(isOpen);
    if (!button) return;
    set(button, false);
    button.focus();
  });
})();
