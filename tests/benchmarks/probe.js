// Looks at a page from its first moment: when a question is there, when a tap takes effect, how long tasks are.
(() => {
  const seen = { question: null, tap: null, answered: null, tasks: [], taps: [] };
  globalThis.seen = seen;
  if (location.protocol === 'about:') return;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });

  const look = () => {
    const now = performance.now();
    if (document.querySelector('.question input[type=radio]')) seen.question ??= now;
    if (document.querySelector('.question input[type=radio]:checked')) seen.answered ??= now;
    if (seen.answered === null) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  // The driver taps; a tap has taken effect once the page holds the answer: the control alone where there is no script,
  // the draft where there is one. Bubbling, so that the page has heard it first.
  addEventListener('input', ({ target }) => {
    const fill = document.querySelector('fill-form');
    const card = target.closest('.question');
    const kept = fill?.draft?.row.answers[card?.dataset.question]?.value;
    const held = fill ? target.value === `value:${kept}` : target.checked;
    if (held) seen.tap ??= performance.now();
  });

  const channel = new MessageChannel();
  let waiting = [];
  channel.port1.onmessage = () => {
    for (const from of waiting) seen.taps.push(performance.now() - from);
    waiting = [];
  };
  addEventListener('pointerup', (event) => {
    requestAnimationFrame(() => channel.port2.postMessage(waiting.push(event.timeStamp)));
  }, { capture: true });
})();
