"""The studio: the whole flow in a browser. Every route calls `rolewright.api`; no decision is taken here."""
