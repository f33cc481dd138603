// The camera: looks twice a second whether the picture would be taken, and puts the photo into the form's own field.
const EVERY = 500;
const FRAME_WIDTH = 640;

for (const field of document.querySelectorAll("[data-photo]")) {
  if (navigator.mediaDevices?.getUserMedia) attach(field);
}

function attach(field) {
  const part = name => field.querySelector(`[data-${name}]`);
  const input = field.querySelector("input[type=file]");
  const [finder, video, guidance, measures, open] = ["finder", "video", "guidance", "measures", "open"].map(part);
  const token = field.closest("form").querySelector("input[name=__RequestVerificationToken]").value;
  let stream = null;
  let timer = 0;

  part("camera").hidden = false;
  open.addEventListener("click", start);
  part("close").addEventListener("click", stop);
  part("take").addEventListener("click", take);
  addEventListener("pagehide", stop);

  async function start() {
    finder.hidden = false;
    open.hidden = true;
    say("Starting the camera…");
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user", width: { ideal: 1280 } }, audio: false });
      video.srcObject = stream;
      await video.play();
      part("take").focus();
      look();
    } catch (refused) {
      stop();
      field.querySelector("[data-state]").textContent = refused.name === "NotAllowedError"
        ? "The browser does not let this page use the camera: allow it, or choose a file."
        : "There is no camera that can be used: choose a file.";
    }
  }

  function stop() {
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    video.srcObject = null;
    finder.hidden = true;
    open.hidden = false;
  }

  async function look() {
    if (!stream) return;
    if (!document.hidden) await measure();
    if (stream) timer = setTimeout(look, EVERY);
  }

  async function measure() {
    try {
      const answer = await fetch("quality", {
        method: "POST",
        headers: { accept: "application/json", "content-type": "image/jpeg", RequestVerificationToken: token },
        body: await picture(Math.min(FRAME_WIDTH, video.videoWidth), 0.85),
      });
      if (!stream) return;
      if (answer.status === 401) return say("You are signed out: load the page again.");
      if (!answer.ok) return say("The picture could not be judged just now.");
      const hint = await answer.json();
      finder.classList.toggle("good", hint.isGood);
      say(hint.message);
      measures.replaceChildren(...hint.measures.map(({ name, isGood }) => {
        const item = document.createElement("li");
        item.className = isGood ? "good" : "bad";
        item.textContent = `${isGood ? "✓" : "✕"} ${name}`;
        return item;
      }));
    } catch {
      say("The service does not answer.");
    }
  }

  async function take() {
    const photo = await picture(video.videoWidth, 0.95);
    const files = new DataTransfer();
    files.items.add(new File([photo], "camera.jpg", { type: "image/jpeg" }));
    input.files = files.files;
    stop();
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  }

  function picture(width, quality) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = Math.round(video.videoHeight * width / video.videoWidth);
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    return new Promise(done => canvas.toBlob(done, "image/jpeg", quality));
  }

  // Only what is new is said again.
  function say(words) {
    if (guidance.textContent !== words) guidance.textContent = words;
  }
}
