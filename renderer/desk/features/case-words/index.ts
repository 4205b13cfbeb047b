export { caseReasonLabels, caseStatusLabels, caseTypeLabels } from './labels.ts'
