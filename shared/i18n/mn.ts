import app from './mn/app.json' with { type: 'json' }
import common from './mn/common.json' with { type: 'json' }
import cues from './mn/cues.json' with { type: 'json' }
import desk from './mn/desk.json' with { type: 'json' }
import deskAudit from './mn/desk-audit.json' with { type: 'json' }
import deskCues from './mn/desk-cues.json' with { type: 'json' }
import deskCustomers from './mn/desk-customers.json' with { type: 'json' }
import deskDeck from './mn/desk-deck.json' with { type: 'json' }
import deskMail from './mn/desk-mail.json' with { type: 'json' }
import deskMerge from './mn/desk-merge.json' with { type: 'json' }
import deskPhone from './mn/desk-phone.json' with { type: 'json' }
import deskPractice from './mn/desk-practice.json' with { type: 'json' }
import deskRecording from './mn/desk-recording.json' with { type: 'json' }
import deskSettings from './mn/desk-settings.json' with { type: 'json' }
import deskSupervision from './mn/desk-supervision.json' with { type: 'json' }
import mail from './mn/mail.json' with { type: 'json' }
import phone from './mn/phone.json' with { type: 'json' }
import practice from './mn/practice.json' with { type: 'json' }
import playbooks from './mn/playbooks.json' with { type: 'json' }
import records from './mn/records.json' with { type: 'json' }
import system from './mn/system.json' with { type: 'json' }
import type { Catalogue } from './languages.ts'

/** The Mongolian catalogue, all files of `mn/` merged. */
export const mn: Catalogue = {
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
