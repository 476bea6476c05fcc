"""How a calendar that somebody brings is read, from bytes to drafts: one module a step."""
