/** Longest summary; the whole text is read at its place. */
export const longestSummary = 400

/** What most kinds of entry leave empty. */
export const emptyEntry = {
  direction: null,
  interactionId: null,
  conversationId: null,
  messageId: null,
  caseId: null,
  outcome: null,
  disposition: null,
  line: null,
  seconds: null,
  unread: false,
} as const
