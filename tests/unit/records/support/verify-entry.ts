import { verifyIfAsked } from '../../../../electron/records/verify-elsewhere.ts'

// Stands for the entry of the records process in the thread that checks a copy.
verifyIfAsked()
