// Looks at a page from its first moment: when a question is there, when a tap takes effect, how long tasks are.
(() => {
  const seen = { question: null, tap: null, answered: null, tasks: [], taps: [] };
  globalThis.seen = seen;
  if (location.protocol === 'about:') return;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });

  let tapped = -1;
  const look = () => {
    const card = document.querySelector('.question');
    const radios = card ? card.querySelectorAll('input[type=radio]') : [];
    if (radios.length) {
      const now = performance.now();
      seen.question ??= now;
      if (seen.answered === null && document.querySelector('input[type=radio]:checked')) seen.answered = now;
      const fill = document.querySelector('fill-form');
      const taken = fill ? fill.draft?.row.answers[card.dataset.question]?.value : radios[tapped % 2]?.checked;
      if (globalThis.tapAtOnce !== false && tapped >= 0 && taken && (!fill || fill.dataset.ready === '')) {
        seen.tap = now;
        return;
      }
      if (fill?.dataset.ready === '' || !fill || tapped < 0) {
        tapped += 1;
        radios[tapped % 2].click();
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

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
