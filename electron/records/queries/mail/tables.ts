/** Columns of the tables that hold letters (migration 0002). */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled with the mail tables
export interface MailTables {}
