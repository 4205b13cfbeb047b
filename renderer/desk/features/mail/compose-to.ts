export async function composeTo(_: { to: readonly string[]; cc?: readonly string[]; subject?: string; body?: string; contactId?: string | null }): Promise<void> {}
