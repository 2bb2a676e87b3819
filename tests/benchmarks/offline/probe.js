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

  // The driver taps; a tap takes effect when the page holds the answer: the control alone where there is no script, the
  // draft where there is one. One that the draft held only later took effect when it came; one it never held did not. Bubbling, so that the page has heard it first.
  addEventListener('input', ({ target }) => {
    const at = performance.now();
    const question = target.closest('.question');
    const fill = document.querySelector('fill-form');
    const isHeld = () => {
      const kept = fill?.draft?.row.answers[question.dataset.question]?.value;
      return fill ? question.querySelector('input:checked')?.value === `value:${kept}` : target.checked;
    };
    const look = () => {
      if (isHeld()) seen.tap ??= at;
      // A form that was drawn ahead holds what was tapped, or what was tapped after it, once it has come to life.
      else if (fill && !('ready' in fill.dataset)) requestAnimationFrame(look);
    };
    look();
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
