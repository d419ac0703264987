// Before the page is shown: the theme that its reader chose last, where one was chosen.
(() => {
  try {
    const chosen = localStorage.getItem("muster-theme");
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  } catch {
    // a browser that keeps nothing follows the system
  }
})();
