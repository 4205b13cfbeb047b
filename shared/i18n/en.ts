import app from './en/app.json' with { type: 'json' }
import common from './en/common.json' with { type: 'json' }
import cues from './en/cues.json' with { type: 'json' }
import desk from './en/desk.json' with { type: 'json' }
import deskAudit from './en/desk-audit.json' with { type: 'json' }
import deskCues from './en/desk-cues.json' with { type: 'json' }
import deskCustomers from './en/desk-customers.json' with { type: 'json' }
import deskDeck from './en/desk-deck.json' with { type: 'json' }
import deskMail from './en/desk-mail.json' with { type: 'json' }
import deskMerge from './en/desk-merge.json' with { type: 'json' }
import deskPhone from './en/desk-phone.json' with { type: 'json' }
import deskPractice from './en/desk-practice.json' with { type: 'json' }
import deskRecording from './en/desk-recording.json' with { type: 'json' }
import deskSettings from './en/desk-settings.json' with { type: 'json' }
import deskSupervision from './en/desk-supervision.json' with { type: 'json' }
import mail from './en/mail.json' with { type: 'json' }
import phone from './en/phone.json' with { type: 'json' }
import practice from './en/practice.json' with { type: 'json' }
import playbooks from './en/playbooks.json' with { type: 'json' }
import records from './en/records.json' with { type: 'json' }
import system from './en/system.json' with { type: 'json' }

/** The English catalogue, all files of `en/` merged. Its keys are the type of every message key. */
export const en = {
  ...common,
  ...app,
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
} as const
