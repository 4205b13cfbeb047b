export { caseReasonLabels, caseStatusLabels, caseTypeLabels, dispositionLabels } from './labels.ts'
