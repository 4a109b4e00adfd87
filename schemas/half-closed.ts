// Clients that end their side of the connection once they have asked, and read on.

/** What a server of Node answers them by, and closes then. By itself it closes at once, on what is not answered yet. */
export const answersHalfClosed = { httpAllowHalfOpen: true } as const;
