// The phone's evaluator for a test: a case as JSON a line in, the codes of the questions asked a line out.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const source = readFileSync(new URL('../../static/js/lib/conditions.js', import.meta.url), 'utf8');
const { shown } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

for await (const line of createInterface({ input: process.stdin })) {
  const { questions, answers, photos } = JSON.parse(line);
  // Two sections, so that conditions also look from one into another.
  const half = Math.floor(questions.length / 2);
  const sections = [{ questions: questions.slice(0, half) }, { questions: questions.slice(half) }];
  process.stdout.write(`${JSON.stringify([...shown(sections, answers, photos)])}\n`);
}
