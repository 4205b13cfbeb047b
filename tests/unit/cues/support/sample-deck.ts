import type { Cue, Deck } from '#shared/cues/deck/schema.ts'

const each = <T>(make: (language: string) => T) => ({
  en: make('en'),
  de: make('de'),
  hu: make('hu'),
  cs: make('cs'),
  mn: make('mn'),
})

/** A whole cue with the least words; what a test is about is given. */
export const sampleCue = (more: Partial<Cue> = {}): Cue => ({
  id: 'name-the-concern',
  version: 1,
  technique: 'empathy',
  channels: ['voice'],
  stage: 'understand',
  priority: 50,
  when: { fact: 'contact.openComplaints', atLeast: 1 },
  expiresSeconds: 25,
  card: each((language) => ({ say: `say ${language}`, why: `why ${language}`, example: `example ${language}` })),
  evidence: each((language) => `${language}: {{contact.recentCount}} contacts this week`),
  ...more,
})

export const sampleDeck = (cues: readonly Cue[] = [sampleCue()], limits: Partial<Deck['limits']> = {}): Deck => ({
  version: 1,
  id: 'sample',
  name: 'Sample',
  revision: 1,
  limits: { gapSeconds: 60, perInteraction: 4, deferSeconds: 5, holdOutShare: 0, ...limits },
  cues: [...cues],
})
