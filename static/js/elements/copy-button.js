// Copying what a field holds: the button is there only where the browser can do it.

for (const button of document.querySelectorAll('[data-copies]')) {
  const field = document.getElementById(button.dataset.copies);
  const told = field.closest('.field').querySelector('output');
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = told.dataset.done;
    } catch {
      field.select();
      told.textContent = told.dataset.failed;
    }
  });
}
