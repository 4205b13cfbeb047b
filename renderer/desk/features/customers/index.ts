export const CustomersPlace = (): null => null
