// The author's desk comes to life: fields that save themselves, lists that change their order.

import { PartEditor } from './elements/part-editor.js';
import { PartOrder } from './elements/part-order.js';

customElements.define('part-editor', PartEditor);
customElements.define('part-order', PartOrder);
