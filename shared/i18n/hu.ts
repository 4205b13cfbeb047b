import app from './hu/app.json' with { type: 'json' }
import common from './hu/common.json' with { type: 'json' }
import cues from './hu/cues.json' with { type: 'json' }
import desk from './hu/desk.json' with { type: 'json' }
import deskAudit from './hu/desk-audit.json' with { type: 'json' }
import deskCues from './hu/desk-cues.json' with { type: 'json' }
import deskCustomers from './hu/desk-customers.json' with { type: 'json' }
import deskDeck from './hu/desk-deck.json' with { type: 'json' }
import deskMail from './hu/desk-mail.json' with { type: 'json' }
import deskMerge from './hu/desk-merge.json' with { type: 'json' }
import deskPhone from './hu/desk-phone.json' with { type: 'json' }
import deskPractice from './hu/desk-practice.json' with { type: 'json' }
import deskRecording from './hu/desk-recording.json' with { type: 'json' }
import deskSettings from './hu/desk-settings.json' with { type: 'json' }
import deskSupervision from './hu/desk-supervision.json' with { type: 'json' }
import mail from './hu/mail.json' with { type: 'json' }
import phone from './hu/phone.json' with { type: 'json' }
import practice from './hu/practice.json' with { type: 'json' }
import playbooks from './hu/playbooks.json' with { type: 'json' }
import records from './hu/records.json' with { type: 'json' }
import system from './hu/system.json' with { type: 'json' }
import type { Catalogue } from './languages.ts'

/** The Hungarian catalogue, all files of `hu/` merged. */
export const hu: Catalogue = {
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
