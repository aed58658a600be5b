/* Before anything is painted: the parts that need a script may be shown. */
document.documentElement.classList.add("gk-host--js");
