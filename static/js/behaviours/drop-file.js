/** `<form data-drop>`: a file that is dropped anywhere on the form goes into its `<input type="file" data-drop-file>`. */
for (const form of document.querySelectorAll("form[data-drop]")) {
  const input = form.querySelector("[data-drop-file]");
  const carriesFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");

  form.addEventListener("dragover", (drag) => {
    if (!carriesFiles(drag)) return;
    drag.preventDefault();
    form.toggleAttribute("data-is-over", true);
  });
  form.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!form.contains(relatedTarget)) form.toggleAttribute("data-is-over", false);
  });
  form.addEventListener("drop", (drop) => {
    if (!carriesFiles(drop)) return;
    drop.preventDefault();
    form.toggleAttribute("data-is-over", false);
    input.files = drop.dataTransfer.files;
    input.focus();
  });
}
