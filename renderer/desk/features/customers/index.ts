export { CustomersPlace } from './customers-place.tsx'
