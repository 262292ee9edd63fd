// Reads the part of a page that carries data-aloud, in its language, by a voice of this telephone or computer.
// A voice that lives elsewhere would send the words away: it is never taken. Without a voice the button stays hidden.
const button = document.querySelector("[data-listen]");
const part = document.querySelector("[data-aloud]");
const language = document.documentElement.lang.slice(0, 2);

function voice() {
  return speechSynthesis.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(language));
}

function offer() {
  button.hidden = !voice();
}

function sentences() {
  return [...part.querySelectorAll("h1, h2, h3, p, li")].filter((one) => !one.closest(".acts")).map((one) => one.innerText.trim());
}

function read() {
  const wasReading = speechSynthesis.speaking;
  speechSynthesis.cancel();
  button.setAttribute("aria-pressed", String(!wasReading));
  if (wasReading) return;
  const said = sentences().filter(Boolean).map((text) => Object.assign(new SpeechSynthesisUtterance(text), { voice: voice(), lang: language }));
  said.at(-1).onend = () => button.setAttribute("aria-pressed", "false");
  said.forEach((one) => speechSynthesis.speak(one));
}

if (button && part && "speechSynthesis" in window) {
  offer();
  speechSynthesis.addEventListener("voiceschanged", offer);
  button.addEventListener("click", read);
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
