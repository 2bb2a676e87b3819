// Choosing a scenario: only those are offered that may be played to the chosen checklist. The server looks again.

export class ScenarioChoice extends HTMLElement {
  connectedCallback() {
    this.checklist = this.querySelector('[name=checklist_id]');
    this.scenario = this.querySelector('[name=scenario_code]');
    this.checklist.addEventListener('change', () => this.narrow());
    this.narrow();
  }

  narrow() {
    const { of } = this.checklist.selectedOptions[0]?.dataset ?? {};
    for (const option of this.scenario.options) {
      const fits = !option.value || option.dataset.of.split('|').includes(of);
      option.hidden = option.disabled = !fits; // not every browser hides an option
      if (!fits && option.selected) this.scenario.value = '';
    }
    for (const group of this.scenario.querySelectorAll('optgroup')) {
      group.hidden = [...group.children].every((option) => option.hidden);
    }
  }
}
