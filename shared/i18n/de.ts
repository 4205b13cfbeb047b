import app from './de/app.json' with { type: 'json' }
import common from './de/common.json' with { type: 'json' }
import cues from './de/cues.json' with { type: 'json' }
import desk from './de/desk.json' with { type: 'json' }
import deskAudit from './de/desk-audit.json' with { type: 'json' }
import deskCues from './de/desk-cues.json' with { type: 'json' }
import deskCustomers from './de/desk-customers.json' with { type: 'json' }
import deskDeck from './de/desk-deck.json' with { type: 'json' }
import deskMail from './de/desk-mail.json' with { type: 'json' }
import deskMerge from './de/desk-merge.json' with { type: 'json' }
import deskPhone from './de/desk-phone.json' with { type: 'json' }
import deskPractice from './de/desk-practice.json' with { type: 'json' }
import deskRecording from './de/desk-recording.json' with { type: 'json' }
import deskSettings from './de/desk-settings.json' with { type: 'json' }
import deskSupervision from './de/desk-supervision.json' with { type: 'json' }
import mail from './de/mail.json' with { type: 'json' }
import phone from './de/phone.json' with { type: 'json' }
import practice from './de/practice.json' with { type: 'json' }
import playbooks from './de/playbooks.json' with { type: 'json' }
import records from './de/records.json' with { type: 'json' }
import system from './de/system.json' with { type: 'json' }
import type { Catalogue } from './languages.ts'

/** The German catalogue, all files of `de/` merged. */
export const de: Catalogue = {
  ...app,
  ...common,
  ...cues,
  ...desk,
  ...deskAudit,
  ...deskCues,
  ...deskCustomers,
  ...deskDeck,
  ...deskMail,
  ...deskMerge,
  ...deskPhone,
  ...deskPractice,
  ...deskRecording,
  ...deskSettings,
  ...deskSupervision,
  ...mail,
  ...phone,
  ...practice,
  ...playbooks,
  ...records,
  ...system,
}
