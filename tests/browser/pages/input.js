// Keeps what has happened, for the test to read.
window.seen = [];
const target = document.getElementById("target");
for (const type of ["pointerdown", "pointermove", "pointerup"]) {
  target.addEventListener(type, (event) => {
    window.seen.push(`${type}:${event.pointerType}:${Math.round(event.clientX)},${Math.round(event.clientY)}`);
  });
}
target.addEventListener("click", () => window.seen.push("click"));
addEventListener("keydown", (event) => {
  if (event.key !== "Shift" && event.key !== "Tab") window.seen.push(`keydown:${event.key}`);
});
