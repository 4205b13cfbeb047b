export { PastRecordings } from './past-recordings.tsx'
export { RecordingRow } from './recording-row.tsx'
