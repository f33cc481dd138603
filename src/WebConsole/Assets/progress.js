// Follows an enrolment to its end, and then asks for the page that tells of it.
const card = document.querySelector("[data-progress]");
const bar = card.querySelector("progress");
const words = card.querySelector("[data-words]");

async function follow() {
  const answer = await fetch(card.dataset.progress, { headers: { accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) return location.reload();
  const { state, progress } = await answer.json();
  if (state !== "running") return location.reload();
  bar.value = progress;
  const percent = `${Math.round(progress * 100)} %`;
  if (words.textContent !== percent) words.textContent = percent;
  setTimeout(attempt, 400);
}

function attempt() {
  follow().catch(() => {
    words.textContent = "The service does not answer: trying again.";
    setTimeout(attempt, 3000);
  });
}

attempt();
