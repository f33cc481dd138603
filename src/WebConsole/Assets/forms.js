// A form is sent once, and says that it is on its way; a photo is shown and judged by its size before it is sent.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    // After the browser has read the form: a disabled button would not be sent.
    setTimeout(() => {
      button.disabled = true;
      button.textContent = button.dataset.busy ?? button.textContent;
    });
  });
}

// A page that the browser brings back is a page that was not sent.
addEventListener("pageshow", event => {
  if (event.persisted) location.reload();
});

for (const dial of document.querySelectorAll("[data-dial]")) {
  const value = dial.closest(".dial").querySelector("[data-dial-value]");
  dial.addEventListener("input", () => value.textContent = Number(dial.value).toFixed(2));
}

for (const field of document.querySelectorAll("[data-photo]")) {
  const input = field.querySelector("input[type=file]");
  const preview = field.querySelector("[data-preview]");
  const state = field.querySelector("[data-state]");
  const most = Number(field.dataset.mostBytes);
  input.addEventListener("change", () => {
    const file = input.files[0];
    URL.revokeObjectURL(preview.src);
    preview.hidden = !file;
    input.setCustomValidity("");
    state.textContent = "";
    if (!file) return;
    preview.src = URL.createObjectURL(file);
    const size = file.size < 1e6 ? `${Math.ceil(file.size / 1e3)} kB` : `${(file.size / 1e6).toFixed(1)} MB`;
    state.textContent = `${file.name}, ${size}`;
    if (file.size > most) {
      const words = `This photo has ${size}, at most ${most / 1e6} MB are taken: choose a smaller one.`;
      input.setCustomValidity(words);
      state.textContent = words;
    }
  });
}

document.querySelector(".alert")?.focus();
