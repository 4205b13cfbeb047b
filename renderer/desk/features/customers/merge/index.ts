export { MergeForm } from './merge-form.tsx'
export { MergedRecords } from './merged-records.tsx'
