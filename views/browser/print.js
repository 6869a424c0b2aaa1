// A sheet of paper: the button that opens the browser's print dialogue (without a script: its menu, or Ctrl+P).
for (const button of document.querySelectorAll('[data-cetak]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
