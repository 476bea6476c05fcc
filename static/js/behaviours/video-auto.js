/** A link and a room that is made for the host exclude each other: typing one unticks the box, ticking the box rests the link. */
const box = document.querySelector("[name=video_auto]");
const link = document.querySelector("[name=video_url]");
let rested = "";

link.addEventListener("input", () => {
  if (link.value.trim()) box.checked = false;
});

box.addEventListener("change", () => {
  if (box.checked) {
    rested = link.value;
    link.value = "";
  } else if (!link.value) {
    link.value = rested;
  }
});
