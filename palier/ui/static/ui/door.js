// Leave quickly: this page is replaced, so that "back" does not return to it.
for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.documentElement.hidden = true;
    document.title = "";
    location.replace(link.href);
  });
}
