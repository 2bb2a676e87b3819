// From a draft to the bytes that are sent: once frozen they never change.

import { sha256 } from './trusted.js';

/** JSON with sorted keys and no spaces: the same answers hash alike. */
export function canonical(value) {
  return JSON.stringify(value, (_key, each) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.keys(each).sort().map((key) => [key, each[key]]))
      : each,
  );
}

/** The outbox item of a draft; `skew` says by how many ms the phone's clock is behind the server's. */
export async function freeze(draft, skew) {
  const finished = new Date().toISOString();
  const body = canonical({
    ...{ format: 1, id: draft.id, visit: draft.visit, checklist: draft.checklist, language: draft.language },
    ...{ answers: draft.answers, photos: draft.photos, started_at: draft.started_at, finished_at: finished },
    ...(draft.notes ? { notes: draft.notes } : {}),
    ...(draft.continues ? { continues: draft.continues } : {}),
    ...(draft.position && { position: draft.position }),
    ...{ timezone: draft.timezone, skew_ms: skew, device: draft.device, build: draft.build },
  });
  return {
    ...{ id: draft.id, visit: draft.visit, title: draft.title, body, sha256: await sha256(body) },
    ...{ photos: draft.photos, arrived: 0, state: 'waiting', why: '', attempts: 0, nextAt: 0, frozenAt: finished },
  };
}
