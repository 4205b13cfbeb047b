import type { DraftWords } from '../draft-words.ts'

const list = (text: string): readonly string[] => text.split('|').map((each) => each.trim())

export const en: DraftWords = {
  greetings: list('dear|hello|hi|good morning|good afternoon|good evening|greetings'),
  negative: list(
    "unfortunately|cannot|can't|can not|unable to|not possible|impossible|not our fault|our policy|you must|you have to|you should have|you failed|as i already|as already stated|not my department|nothing we can do|there is nothing|refuse|problem is yours",
  ),
  nextStep: list(
    "i will|i'll|we will|we'll|next step|the next|please reply|please call|please send|please let|let me know|you can now|you will receive|you'll receive|you will hear|you'll hear|will be sent|will arrive|will come",
  ),
  promise: list(
    "i will|i'll|we will|we'll|you will receive|you'll receive|you will hear|you'll hear|will be sent|will call you|will get back",
  ),
  time: list(
    'today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|within an hour|within the hour|within a day|within a week|this week|next week|this month|next month|end of the week|end of the day|this afternoon|this morning|this evening|at once|right away|immediately|noon|midnight',
  ),
  attachment: list('attached|attachment|attachments|enclosed|i attach|we attach|see the file|in the file'),
  small: list(
    'a|an|the|and|or|but|if|is|are|was|were|be|been|do|does|did|have|has|had|i|you|he|she|it|we|they|me|my|your|our|their|this|that|these|those|to|of|in|on|at|for|from|with|by|as|not|no|yes|so|can|could|will|would|shall|should|may|might|please|what|when|where|which|who|whom|whose|why|how|there|here|also|about|any|some|get|still|already|really',
  ),
}
