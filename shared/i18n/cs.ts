import app from './cs/app.json' with { type: 'json' }
import common from './cs/common.json' with { type: 'json' }
import cues from './cs/cues.json' with { type: 'json' }
import desk from './cs/desk.json' with { type: 'json' }
import deskAudit from './cs/desk-audit.json' with { type: 'json' }
import deskCues from './cs/desk-cues.json' with { type: 'json' }
import deskCustomers from './cs/desk-customers.json' with { type: 'json' }
import deskDeck from './cs/desk-deck.json' with { type: 'json' }
import deskMail from './cs/desk-mail.json' with { type: 'json' }
import deskMerge from './cs/desk-merge.json' with { type: 'json' }
import deskPhone from './cs/desk-phone.json' with { type: 'json' }
import deskPractice from './cs/desk-practice.json' with { type: 'json' }
import deskRecording from './cs/desk-recording.json' with { type: 'json' }
import deskSettings from './cs/desk-settings.json' with { type: 'json' }
import deskSupervision from './cs/desk-supervision.json' with { type: 'json' }
import mail from './cs/mail.json' with { type: 'json' }
import phone from './cs/phone.json' with { type: 'json' }
import practice from './cs/practice.json' with { type: 'json' }
import playbooks from './cs/playbooks.json' with { type: 'json' }
import records from './cs/records.json' with { type: 'json' }
import system from './cs/system.json' with { type: 'json' }
import type { Catalogue } from './languages.ts'

/** The Czech catalogue, all files of `cs/` merged. */
export const cs: Catalogue = {
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
